import type { Translated } from '../../words.ts';
import type { expEnd as en } from '../en/exp-end.ts';

export const expEnd: Translated<typeof en> = {
  'exp.end': 'Încheie experimentul',
  'exp.end_lead':
    'Iese din plan: sorții nu mai decid nimic și toți vizitatorii văd aceeași versiune. Cifrele și notele lui rămân aici. Nimic nu se schimbă pentru clienți înainte ca ciorna să fie publicată.',
  'exp.end_choice': 'Ce primește toată lumea',
  'exp.end_keep': 'Păstrează versiunea {version}, cea de control: „{arm}”',
  'exp.end_take': 'Dă tuturor versiunea {version}: „{arm}”',
  'exp.end_hidden':
    'Această versiune nu arată niciun raft. Dacă nu trebuie să-l vadă nimeni, păstrează aici varianta de control și scoate raftul din paginile magazinului.',
  'exp.end_nothing': 'niciun raft',
  'exp.end_seen': 'Ce vor vedea clienții',
  'exp.end_so_far': 'Până acum, una dintre',
  'exp.end_then': 'Apoi toată lumea',
  'exp.end_besides': 'în plus se schimbă: {what}',
  'exp.field_title': 'titlul',
  'exp.field_blend': 'amestecul de strategii',
  'exp.field_look': 'aspectul',
  'exp.field_moment': 'momentul apariției',
  'exp.end_everybody':
    'O văd atunci și cei care nu participau la experiment: vizitatorii din afara părții sau a publicului ales și cei care nu permit să se păstreze nimic.',
  'exp.end_others': 'Pe acest raft continuă alt experiment: {ids}. Cine participă la acela vede ce spune el.',
  'exp.end_bandit':
    'Raftul nu mai învață singur care strategie e cea mai bună: această versiune spune care vine prima.',
  'exp.end_unsure': 'Cifrele nu spun că această versiune e cea mai bună. O poți alege totuși, din alt motiv.',
  'exp.end_broken':
    'Vizitatorii nu sunt împărțiți cum ar trebui, deci cifrele nu spun nimic. Cel mai sigur este să păstrezi varianta de control.',
  'exp.end_gone': 'În ciornă acest experiment s-a încheiat deja. Publică ciorna și toată lumea vede același lucru:',
  'exp.end_rules':
    'Unele reguli ale planului întreabă ce versiune a acestui experiment are un vizitator ({rules}). Schimbă-le sau scoate-le mai întâi:',
  'exp.end_changed': 'Între timp cineva a schimbat acest experiment. Închide, uită-te din nou, apoi încheie-l.',
  'exp.end_saved': '„{id}” se încheie în ciornă. Publică ciorna și toată lumea vede același lucru.',
  'exp.draft_begins': 'Așteaptă în ciornă să înceapă: {names}.',
  'exp.draft_ends': 'Se încheie odată cu publicarea ciornei: {names}.',
  'exp.draft_publish': 'Vezi ciorna și public-o',
};
