/** What is said where an experiment ends, and of what the draft will begin and end. */
export const expEnd = {
  'exp.end': 'End experiment',
  'exp.end_lead':
    'It leaves the plan: chance decides no more, and every visitor sees the same version. Its figures and notes stay here. Nothing changes for a shopper before the draft is published.',
  'exp.end_choice': 'What everybody gets',
  'exp.end_keep': 'Keep version {version}, the control: “{arm}”',
  'exp.end_take': 'Make version {version} what everybody gets: “{arm}”',
  'exp.end_hidden':
    'This version shows no shelf. If nobody is to see it, keep the control here and take the shelf out of the shop’s pages.',
  'exp.end_nothing': 'no shelf',
  'exp.end_seen': 'What shoppers will see',
  'exp.end_so_far': 'So far, one of',
  'exp.end_then': 'Then everybody',
  'exp.end_besides': 'besides, another {what}',
  'exp.field_title': 'heading',
  'exp.field_blend': 'mix of strategies',
  'exp.field_look': 'look',
  'exp.field_moment': 'moment to appear',
  'exp.end_everybody':
    'Who took no part in the experiment gets this, too: visitors outside its share or audience, and those who allow nothing to be kept.',
  'exp.end_others': 'Another experiment goes on with this shelf: {ids}. Who takes part there sees what that one says.',
  'exp.end_bandit': 'The shelf learns no more by itself which strategy is best: this version says which comes first.',
  'exp.end_unsure':
    'The figures do not say that this version is the better one. You may choose it all the same, for another reason.',
  'exp.end_broken':
    'The visitors are not split as they should be, so the figures say nothing. Keeping the control is the safe choice.',
  'exp.end_gone': 'In the draft this experiment has ended already. Publish the draft, and everybody sees the same:',
  'exp.end_rules':
    'Rules of the plan ask which version of this experiment a visitor has ({rules}). Change or remove them first:',
  'exp.end_changed': 'Somebody changed this experiment in the meantime. Close this, look again, then end it.',
  'exp.end_saved': '“{id}” ends in the draft. Publish it, and everybody sees the same.',
  'exp.draft_begins': 'Waits in the draft to begin: {names}.',
  'exp.draft_ends': 'Ends once the draft is published: {names}.',
  'exp.draft_publish': 'See the draft and publish it',
};
