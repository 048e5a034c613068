/** What a title surely names: Christmas, and things that are what they are, whatever is printed on them. Asked first, in order. */
import type { Rule } from './taxonomy.ts';

export const THINGS: readonly Rule[] = [
  // Christmas before all: it is looked for as Christmas
  [
    'advent|(christmas|noel|santa|reindeer|rudolph|snowman|snowflake|stocking|jingle|nativity|holly|robin) .*(card|wrap|tag|ribbon|tape|sticker|bag|sack|toilet|stamp|box|postcard)',
    'Christmas',
    'Cards & wrapping',
  ],
  [
    '(christmas|noel|santa|reindeer|snowman|snowflake|holly) .*(light|candle|t-light|lantern|lamp|incense)',
    'Christmas',
    'Lights & candles',
  ],
  [
    '(christmas|noel|santa|reindeer|snowman|snowflake|holly|pudding) .*(mug|bowl|plate|napkin|tin|cake|cookie|cutter|apron|towel|table|dish|tray|glove|panettone|coaster|doily|doilies|cutlery|placemat)',
    'Christmas',
    'Table & baking',
  ],
  [
    'christmas|noel|santa|reindeer|rudolph|snowman|snowmen|snowflake|snowy|bauble|stocking|jingle|holly|mistletoe|gingerbread|nativity|fairy tree|(?<!easter )tree decoration|tinsel|elf|elves|sleigh|robin|icicle|winter|snow',
    'Christmas',
    'Decorations',
  ],

  // Things that are what they are, whatever is printed on them
  [
    '(?<!key )cabinet|sideboard|cupboard|school desk|love seat|(?<!tool )chest(?!nut)|bookcase|wardrobe|dresser',
    'Storage & furniture',
    'Small furniture',
  ],
  ['hot water bottle|wheat bag|hand warmer', 'Home textiles', 'Hot-water bottles & warmers'],
  ['cushion(?! (kit|pin))|bean ?bag|quilt|throw', 'Home textiles', 'Cushions & throws'],
  ['door ?mat|door ?stop', 'Home textiles', 'Doormats & doorstops'],
  [
    'apron|tea ?towel|oven (glove|mitt)|washing up glove|pot holder|egg cosy|tea ?cosy|egg warmer|table ?cloth',
    'Home textiles',
    'Kitchen linen',
  ],
  [
    'candle ?(holder|stick|pot|plate|ring|base)|candelabra|(t-light|votive)(?! candle)(?=.*(hold|lantern|stand|jar|glass|cup|dish|plate|drop))|hurricane lamp',
    'Candles & lights',
    'T-light & candle holders',
  ],
  ['mug|tea ?cup|beaker', 'Kitchen & dining', 'Mugs & cups'],
  [
    'cutlery|chopping board|frying pan|fridge magnet|magnet|spoon|spatula|egg timer|peg bag',
    'Kitchen & dining',
    'Kitchen tools',
  ],
  ['egg ?cup|place ?mat|coaster|breakfast set|cereal bowl|cup|placemat', 'Kitchen & dining', 'Plates, bowls & trays'],
  ['cake (tin|stand|case|mould)|baking (set|mould)|cookie cutter|cutter', 'Kitchen & dining', 'Baking & cakes'],
  ['tea set|tea ?pot|milk jug|jug|sugar bowl', 'Kitchen & dining', 'Tea & coffee'],
  [
    'storage jar|jam jar|glass jar|biscuit tin|cake tins?|storage tin|stacking tin|nesting tin|round tin|knick knack tin',
    'Kitchen & dining',
    'Tins & jars',
  ],
  ['lunch (bag|box)|snack box', 'Bags & accessories', 'Lunch bags & boxes'],
  ['purse(?! notebook)|passport cover|wallet|card ?holder', 'Bags & accessories', 'Purses & wallets'],
  ['wash ?bag|cosmetics? bag|toiletry bag', 'Bags & accessories', 'Wash bags'],
  ['umbrella|parasol', 'Bags & accessories', 'Umbrellas'],
  [
    '(jumbo|shoulder|tote|charlotte|shopper|picnic|beach|weekend|evening|sling|pocket|flower|storage|shopping|suki|design) bag|hand ?bag(?!.*(kit|wrap|gift|note))|tote bag|backpack|rucksack',
    'Bags & accessories',
    'Bags & shoppers',
  ],
  ['luggage tag', 'Bags & accessories', 'Travel'],
  ['gift (wrap|bag|box|tag|tape|voucher)|^wrap|wrap$|roll wrap|tissue paper', 'Stationery & cards', 'Gift wrap'],
  [
    'greeting card|birthday card|post ?card|^card|set of \\d+ cards|writing set|letter writing|thank you card|stationery set|envelope',
    'Stationery & cards',
    'Cards & letters',
  ],
  [
    'notebook|(?<!(?:tins?|holder|box|bag|recipe|mug) )sketch ?book(?! (?:design|tin))|journal|photo album|address book|calendar|recipe box|pocket book',
    'Stationery & cards',
    'Notebooks & albums',
  ],
  [
    'pencil|crayon|eraser|sharpener|sticker|rubber|pen|calculator|tape measure|stapler|hole punch|paint set|herb marker',
    'Stationery & cards',
    'Pens, tapes & stickers',
  ],
  ['clock', 'Clocks, frames & mirrors', 'Clocks & thermometers'],
  ['(photo|picture|record|art) frame|photoframe|frame', 'Clocks, frames & mirrors', 'Photo frames'],
  ['mirror(?! magnet)(?! ball)(?!.*(t-light|candle|lantern|box))', 'Clocks, frames & mirrors', 'Mirrors'],
  [
    'metal sign|sign|plaque|wall art|canvas|doorsign|door sign|chalk ?board|black ?board|memo ?board|notice ?board',
    'Signs & wall art',
    'Signs & letters',
  ],
  ['soft toy|magic drawing|inflatable|toy tidy', 'Toys & children', 'Toys & dolls'],
  ['playing card|snap card|jigsaw', 'Toys & children', 'Games & puzzles'],
  ['hook|hanger|door ?knob|drawer ?knob|knob', 'Home decor', 'Hooks, knobs & shelves'],
  [
    'plasters|first aid|tissues?(?! paper)|soap|flannel|bath towel|hand towel|compact mirror|shower cap',
    'Bath & beauty',
    'Bathroom & care',
  ],
  ['incense|oil burner|matches', 'Candles & lights', 'Scents & incense'],
  ['candle', 'Candles & lights', 'Candles'],
  ['t-light', 'Candles & lights', 'T-light & candle holders'],
  ['lamp ?shade|lamp|chandelier|light chain|lights|night light|fairy light', 'Candles & lights', 'Lamps & lights'],
  ['lantern', 'Candles & lights', 'Lanterns'],
  ['ribbon(?! necklace)', 'Craft & sewing', 'Ribbons & trims'],
  ['sewing|knitting|felt ?craft|craft|patches|kit(?!ten)(?!chen)(?=$| )', 'Craft & sewing', 'Sewing & craft kits'],
];
