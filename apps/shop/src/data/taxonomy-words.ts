/** What a title's words speak for where it names no thing for sure: asked after `taxonomy-things.ts`, in order. */
import type { Rule } from './taxonomy.ts';

export const WORDS: readonly Rule[] = [
  // Occasions
  ['easter|chick|hen|bunny|bunnies|rabbit|egg cup', 'Easter & spring', 'Chicks, bunnies & eggs'],
  ['valentine|wedding|bride|confetti|just married', 'Party & celebrations', 'Weddings & valentines'],
  ['bunting|pennant|paper garland|honeycomb|paper chain|(?<!union )flag', 'Party & celebrations', 'Bunting & garlands'],
  [
    'party (bag|hat|cone|invite|candle|pizza|popper|sunglass|pack|box)|party|balloon|pinata|paper (plate|cup|napkin|straw|doily|doilies)|napkin|straw|invite|birthday (candle|garland|banner)|cocktail|cone|masquerade|mask|disco|streamer|banner|birthday party',
    'Party & celebrations',
    'Table & party bags',
  ],

  // Wearing and carrying
  ['earring|ear ring|stud', 'Jewellery', 'Earrings'],
  ['necklace|pendant|choker|lariat|locket', 'Jewellery', 'Necklaces'],
  ['bracelet|bangle|anklet|wristwear|bracelt', 'Jewellery', 'Bracelets'],
  [
    'hair|hairband|hair ?clip|hairclip|hairslide|headband|tiara|alice band|hairgrip|bobble|bobbles',
    'Jewellery',
    'Hair',
  ],
  [
    '(?<!key )(?<!napkin )(?<!curtain )(?<!jewellery )(?<!jewelry )ring(?! (holder|tree|stand|dish|box))|brooch|phone charm|bag charm|charm|key ring|key fob|key chain|keychain|trinket (tree|pot|box)|jewel(le)?ry',
    'Jewellery',
    'Brooches, charms & keepsakes',
  ],
  [
    'scarf|glove(?!.*oven)|slipper|sock|muff|poncho|hat|shawl|sarong|pashmina|flip ?flop|sombrero|beret|tie',
    'Bags & accessories',
    'Scarves, gloves & slippers',
  ],
  ['lunch (bag|box)|lunchbag|snack box|lunch', 'Bags & accessories', 'Lunch bags & boxes'],
  ['purse|wallet|card ?holder|passport|coin|credit card', 'Bags & accessories', 'Purses & wallets'],
  ['wash ?bag|cosmetic|make ?up|toilet(ry|ries)|vanity', 'Bags & accessories', 'Wash bags'],
  ['luggage|suitcase|travel|weekend bag|holdall|eye mask|neck (pillow|cushion)', 'Bags & accessories', 'Travel'],
  ['umbrella|parasol', 'Bags & accessories', 'Umbrellas'],
  ['bag|shopper|handbag|tote|satchel|rucksack|backpack|clutch|basket bag', 'Bags & accessories', 'Bags & shoppers'],

  // Children
  [
    'jigsaw|puzzle|game|domino|playing card|ludo|snakes|skittle|quoit|ball|marble|hoopla|solitaire|dice|chess|yo ?yo|jack(s|-in)|noughts|skipping|rounders|pick up|poker|backgammon|spinning top|frisbee',
    'Toys & children',
    'Games & puzzles',
  ],
  [
    'soft toy|doll|teddy|bear|plush|finger puppet|puppet|babushka|rag|knitted (bunny|rabbit)|monkey|toy|rocking horse|dinosaur|robot|helicopter|windmill|aeroplane|spaceboy (money|robot)|abacus|play ?house|pull along|building block|kite|building|musical|whistle|harmonica|trumpet|tambourine|drum|xylophone',
    'Toys & children',
    'Toys & dolls',
  ],
  [
    "(child|kid|baby|babies|girl|boy|nursery|toddler|infant)('?s)? |baby|nursery|height chart|growth chart|moses|charlie \\+ lola|bib",
    'Toys & children',
    'For small people',
  ],

  // Paper
  [
    'gift wrap|wrap(ping)?(?! (around|over))|gift tag|tissue paper|gift bag|gift box|gift tape|gift voucher|tag|present',
    'Stationery & cards',
    'Gift wrap',
  ],
  [
    'greeting card|birthday card|card(?! holder)|postcard|envelope|invitation|letter (set|writing)|writing set|notelet|note let',
    'Stationery & cards',
    'Cards & letters',
  ],
  ['ribbon|lace|trim(ming)?', 'Craft & sewing', 'Ribbons & trims'],
  [
    'sewing|knitting|crochet (kit|hook)|button|felt ?craft|craft|stitch|embroidery|pin ?cushion|thread|scissors?|tape measure|needle|fabric|patch(es)?|cross stitch|origami|decoupage|iron on|stencil|kit',
    'Craft & sewing',
    'Sewing & craft kits',
  ],
  [
    'notebook|(?<!(?:tins?|holder|box|bag|recipe|mug) )sketch ?book(?! (?:design|tin))|journal|diary|album|address book|memo|note ?pad|exercise book|calendar|planner|scrapbook|recipe box|organi[sz]er|book(?! ?(end|mark))|clipboard|file|folder|binder|passport cover|jotter|pad',
    'Stationery & cards',
    'Notebooks & albums',
  ],
  [
    'pen|pencil|crayon|chalk(?!board)|sharpener|ruler|eraser|rubber|marker|calculator|stapler|paper ?clip|paperweight|bookmark|book ?end|desk|office|stamp|ink|magnifying|letter opener|rubber band|tape|sticker|transfer|tattoo|gem|doodle|colouring',
    'Stationery & cards',
    'Pens, tapes & stickers',
  ],

  // Light
  [
    't-light|tea light|candle ?holder|candlestick|votive|candle ?pot|hurricane|candelabra|candle plate|candle ring|tealight|sconce',
    'Candles & lights',
    'T-light & candle holders',
  ],
  ['lantern', 'Candles & lights', 'Lanterns'],
  [
    'incense|scent|fragrance|perfume|burner|oil|diffuser|pot ?pourri|sachet|cones|camphor|aroma|matches',
    'Candles & lights',
    'Scents & incense',
  ],
  ['candle|wax|wick', 'Candles & lights', 'Candles'],
  ['lamp|lampshade|chandelier|light|fairy light|string light|led|torch|shade', 'Candles & lights', 'Lamps & lights'],

  // Table and kitchen
  [
    'tea ?towel|apron|oven (glove|mitt)|pot holder|egg cosy|tea ?cosy|table ?cloth|runner|cosy|oven|oilcloth',
    'Home textiles',
    'Kitchen linen',
  ],
  ['mug|tea ?cup|cup (?!hook)|cup$|saucer|beaker|tumbler|cup', 'Kitchen & dining', 'Mugs & cups'],
  [
    'tea ?pot|tea (set|for|caddy|time)|teatime|coffee|cafetiere|milk|jug|sugar|creamer|tea|pitcher|carafe',
    'Kitchen & dining',
    'Tea & coffee',
  ],
  [
    'cake ?(case|stand|plate|tin|mould|slice|tray|tier)?|cupcake|baking|cookie|biscuit (?!tin)|mould|muffin|rolling pin|whisk|jelly|icing|pudding|pie|bake|cutter|tart|bread|sponge|gateau|doughnut',
    'Kitchen & dining',
    'Baking & cakes',
  ],
  [
    '(cake|biscuit|tea|storage|sweet|sandwich|round|nesting|food|spice|bread|cookie) ?(tin|bin|jar|container|canister)|jam|jar|tin|tins|canister|pantry|food cover|food container|enamel|caddy|tupper',
    'Kitchen & dining',
    'Tins & jars',
  ],
  [
    'plate|bowl|dish|platter|ramekin|dinner|breakfast|sundae|salad|cereal|egg ?cup|cloche|dome|tray|coaster|placemat|place (mat|setting)|table ?mat|mat|trivet|serving|butter|cheese|toast|doily|doilies|cake',
    'Kitchen & dining',
    'Plates, bowls & trays',
  ],
  [
    'cutlery|spoon|fork|knife|knives|chopping|spatula|ladle|corkscrew|opener|peeler|measuring|scale|timer|egg|kitchen|recipe|pan|frying|colander|grater|salt|pepper|cruet|spice|ice|bottle (stopper|opener)|fridge|chopstick|skewer|tongs|sieve|funnel|washing up|dustpan|brush|microwave|lolly|picnic|bbq',
    'Kitchen & dining',
    'Kitchen tools',
  ],
  [
    'glass|goblet|wine|decanter|flute|champagne|flask|bottle(?!.*hot)(?!.*water)',
    'Kitchen & dining',
    'Glasses & bottles',
  ],

  // Soft
  [
    'cushion|pillow|throw|quilt|blanket|bedspread|filler|bean ?bag|seat|hammock|rug',
    'Home textiles',
    'Cushions & throws',
  ],
  ['door ?mat|door ?stop|draught|bath ?mat', 'Home textiles', 'Doormats & doorstops'],
  [
    'hot water|wheat bag|water bottle|hand warmer|heat pack|warmer|hottie',
    'Home textiles',
    'Hot-water bottles & warmers',
  ],
  [
    'soap|bath|towel|flannel|shower|sponge|hand cream|lip|balm|nail|manicure|plaster|first aid|tissues?|compact|compact mirror|mirror compact|loofah|beauty|cotton wool|comb|spa|shaving|toothbrush|massage|tissue',
    'Bath & beauty',
    'Bathroom & care',
  ],
  [
    'curtain|hanging curtain|beaded curtain|door curtain|wind ?chime|chime|crystal|sun ?catcher|suncatcher|dream ?catcher|mobile',
    'Home decor',
    'Chimes, curtains & mobiles',
  ],

  // Garden
  [
    'garden|plant|planter|pot|flower ?pot|watering|trowel|fork|spade|herb|seed|bird (house|table|feeder|bath)|birdhouse|bird ?box|nesting box|birdcage|bird cage|hammock|kneel|bucket|wheelbarrow|shed|windmill|weather|gnome|toadstool|mushroom|trellis|dovecote|grow|potting|cacti|cactus|outdoor|beach|sand|deck ?chair|gardener|insect|bug|greenhouse|lawn',
    'Garden & outdoors',
    'Pots, tools & birds',
  ],
  [
    'flower|rose|daisy|lily|lilies|tulip|orchid|hydrangea|blossom|bouquet|wreath|posy|bunch|foliage|branch|sunflower|geranium|pansy|poppy|petal|chrysanthemum|gardenia|frangipani|peony|fern|stem|spray',
    'Home decor',
    'Flowers & wreaths',
  ],

  // Walls and rooms
  ['clock|alarm|watch|hourglass|thermometer|barometer', 'Clocks, frames & mirrors', 'Clocks & thermometers'],
  ['frame|photo|picture', 'Clocks, frames & mirrors', 'Photo frames'],
  ['mirror', 'Clocks, frames & mirrors', 'Mirrors'],
  [
    'sign|plaque|chalk ?board|black ?board|memo ?board|notice|board|metal sign|poster|canvas|print|wall art|art|billboard|map|number tile|tile|letter|alphabet|word|doorplate|house number',
    'Signs & wall art',
    'Signs & letters',
  ],
  [
    'hook|hanger|coat|peg|rack|knob|drawer ?knob|handle|key (cabinet|holder|rack|hook)|door ?knocker|knocker|bell|door bell|doorbell|letter ?rack|shelf|shelves|bracket',
    'Home decor',
    'Hooks, knobs & shelves',
  ],
  ['magnet', 'Kitchen & dining', 'Kitchen tools'],
  [
    'box|boxes|chest|cabinet|drawer|storage|trunk|tidy|tidies|basket|bin|hamper|crate|case|locker|letter ?holder|magazine|stand|holder|container|trolley|cupboard|bookcase|dresser|unit|wardrobe',
    'Storage & furniture',
    'Boxes, baskets & drawers',
  ],
  ['chair|stool|table|bench|ladder|step|sofa|bed|desk|screen|fire|furniture', 'Storage & furniture', 'Small furniture'],
  [
    'garland|hanging|decoration|heart|ornament|figurine|statue|bird|angel|star|fairy|butterfly|butterflies|dove|owl|cat|dog|horse|elephant|duck|frog|pig|sheep|lamb|fish|shell|feather|bead|cherub|cupid|buddha|squirrel|fox|hedgehog|deer|peacock|swan|tree|pebble|stone|vase|urn|cross|wire|string|bow|tassel|money (bank|box)|piggy',
    'Home decor',
    'Ornaments & hangings',
  ],
];
