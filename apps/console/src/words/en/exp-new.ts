/** What the form for an experiment says, and what the words of experiments mean. */
export const expNew = {
  'exp.new': 'New experiment',
  'exp.new_lead':
    'Two versions of one shelf; chance decides who sees which. Nothing reaches a shopper before the draft is published.',
  'exp.new_name': 'Name',
  'exp.new_name_hint': 'In the plan and in the figures it is called “{id}”.',
  'exp.new_shelf': 'Shelf',
  'exp.new_shelf_hint': 'Where the two versions are tried.',
  'exp.new_change': 'What version B does differently',
  'exp.new_change_hint':
    'One thing only, so that you know what made the difference. Version A leaves the shelf as it is: it is the control, which B is compared with.',
  'exp.new_change_count': 'It shows another number of products',
  'exp.new_change_strategy': 'It chooses products another way',
  'exp.new_only_count':
    'This shelf mixes its strategies or learns which is best, so only its number of products is tried here.',
  'exp.new_count': 'Products in version B',
  'exp.new_count_hint': { one: 'Version A shows one.', other: 'Version A shows {n}.' },
  'exp.new_strategy': 'What version B proposes first',
  'exp.new_strategy_hint':
    'Version A begins with: “{strategy}”. Where B’s first choice has too little, what the shelf has now fills up the rest.',
  'exp.new_share': 'Visitors who take part, %',
  'exp.new_share_hint':
    'Half of them see A and half see B, and it stays so. Everybody else sees the shelf as it is and is not counted.',
  'exp.new_metric': 'Judged by',
  'exp.new_metric_hint':
    'Chosen before it begins: the verdict rests on this figure alone. Conversion is the share of visitors who buy.',
  'exp.new_seen': 'What visitors will see',
  'exp.new_a': 'Version A, the control',
  'exp.new_b': 'Version B',
  'exp.new_products': { one: 'one product', other: '{n} products' },
  'exp.new_first': 'first: “{strategy}”',
  'exp.new_put': 'Put it into the draft',
  'exp.new_saved': '“{id}” stands in the draft. Publish it to begin.',
  'exp.new_changed': 'Somebody changed the draft this very moment. Try again.',
  'exp.new_draft_broken': 'The draft of the plan has mistakes. Mend or discard it first:',
  'exp.new_unapprove': '{who} approved the draft. Adding to it takes that back: somebody has to approve it anew.',
  'exp.new_no_shelf': 'The plan has no shelf of products to try anything on.',
  'exp.new_name_missing': 'Give it a name.',
  'exp.new_count_wrong': 'Expected a whole number, 1 or more.',
  'exp.new_same': 'Version A does that already.',
  'exp.new_share_wrong': 'Expected more than 0 and at most 100.',
  'exp.new_json': 'Advanced: the same as JSON',
  'exp.new_json_words':
    'For what stands not in the form: several shelves, more versions, an audience, weights. Paste it above "placements" in the plan.',
  'exp.words': 'What the words mean',
  'exp.word_arm': 'One of the versions that are tried. Chance gives each visitor one, and they keep it.',
  'exp.word_control': 'Control',
  'exp.word_control_words': 'The arm that leaves things as they are. The others are compared with it.',
  'exp.word_holdout_words':
    'A few visitors who see no personalisation at all, so that the worth of everything together is known.',
  'exp.word_lift_words':
    'How much more, or less, an arm brings than the control, in per cent. Its interval says how far that is sure.',
  'exp.word_units_words': 'A visitor counts from the moment when a shelf of the experiment came into view.',
  'strategy.session-knn': 'What similar visits went on to',
  'strategy.bought-together': 'Bought together',
  'strategy.also-viewed': 'Also viewed',
  'strategy.affinity': 'To the visitor’s taste',
  'strategy.content': 'Similar by description',
  'strategy.trending': 'Popular now',
  'strategy.newest': 'Newest',
  'strategy.recently-viewed': 'Lately viewed by the visitor',
  'strategy.unfinished': 'Put in the cart or viewed, not bought',
};
