import type { Translated } from '../../words.ts';
import type { expNew as en } from '../en/exp-new.ts';

export const expNew: Translated<typeof en> = {
  'exp.new': 'Experiment nou',
  'exp.new_lead':
    'Două versiuni ale unui raft; sorții decid cine ce vede. Nimic nu ajunge la clienți înainte ca ciorna să fie publicată.',
  'exp.new_name': 'Nume',
  'exp.new_name_hint': 'În plan și la cifre se numește „{id}”.',
  'exp.new_shelf': 'Raft',
  'exp.new_shelf_hint': 'Unde se încearcă cele două versiuni.',
  'exp.new_change': 'Ce face altfel versiunea B',
  'exp.new_change_hint':
    'Un singur lucru, ca să știi ce a făcut diferența. Versiunea A lasă raftul cum este: este varianta de control, cu care se compară B.',
  'exp.new_change_count': 'Arată alt număr de produse',
  'exp.new_change_strategy': 'Alege produsele altfel',
  'exp.new_only_count':
    'Acest raft își amestecă strategiile sau învață care e cea mai bună, deci aici se încearcă doar numărul de produse.',
  'exp.new_count': 'Produse în versiunea B',
  'exp.new_count_hint': {
    one: 'Versiunea A arată unul.',
    few: 'Versiunea A arată {n}.',
    other: 'Versiunea A arată {n}.',
  },
  'exp.new_strategy': 'Ce propune mai întâi versiunea B',
  'exp.new_strategy_hint':
    'Versiunea A începe cu: „{strategy}”. Unde prima alegere a lui B nu ajunge, restul se umple cu ce are raftul acum.',
  'exp.new_share': 'Vizitatori care participă, %',
  'exp.new_share_hint':
    'Jumătate văd A, jumătate văd B, și așa rămâne. Toți ceilalți, și cei care nu permit să se păstreze nimic, văd raftul cum este și nu sunt numărați.',
  'exp.new_metric': 'Judecat după',
  'exp.new_metric_hint':
    'Se alege înainte de început: verdictul se bazează doar pe această cifră. Conversia este partea vizitatorilor care cumpără.',
  'exp.new_seen': 'Ce vor vedea vizitatorii',
  'exp.new_a': 'Versiunea A, de control',
  'exp.new_b': 'Versiunea B',
  'exp.new_products': { one: 'un produs', few: '{n} produse', other: '{n} de produse' },
  'exp.new_first': 'mai întâi: „{strategy}”',
  'exp.new_put': 'Pune-l în ciornă',
  'exp.new_saved': '„{id}” este în ciornă. Publică ciorna ca să înceapă.',
  'exp.new_changed': 'Cineva a schimbat ciorna chiar acum. Încearcă din nou.',
  'exp.new_name_taken': 'Între timp alt experiment a luat acest nume. Dă-i altul.',
  'exp.new_warned':
    'Un experiment dinaintea lui schimbă același lucru pe acest raft: cât timp este în plan, cifrele acestuia spun puțin. Cel mai bine închei întâi acela. Detalii: {words}.',
  'exp.new_draft_broken': 'Ciorna planului are greșeli. Corecteaz-o sau renunță la ea mai întâi:',
  'exp.new_unapprove':
    '{who} a aprobat ciorna. Orice schimbare anulează aprobarea: cineva trebuie să o aprobe din nou.',
  'exp.new_no_shelf': 'Planul nu are niciun raft de produse pe care să încerci ceva.',
  'exp.new_name_missing': 'Dă-i un nume.',
  'exp.new_count_wrong': 'Se așteaptă un număr întreg, cel puțin 1.',
  'exp.new_same': 'Versiunea A face deja asta.',
  'exp.new_share_wrong': 'Se așteaptă mai mult de 0 și cel mult 100.',
  'exp.new_json': 'Avansat: același lucru ca JSON',
  'exp.new_json_words': 'Pentru ce nu este în formular: mai multe rafturi, mai multe versiuni, un public, ponderi.',
  'exp.new_json_first': 'Lipește-l în plan deasupra lui "placements".',
  'exp.new_json_among': 'Lipește-l în plan imediat după "experiments": [.',
  'exp.words': 'Ce înseamnă cuvintele',
  'exp.word_arm':
    'Una dintre versiunile încercate. Fiecare vizitator primește una prin tragere la sorți și rămâne cu ea.',
  'exp.word_control': 'Varianta de control',
  'exp.word_control_words': 'Varianta care lasă totul cum este. Celelalte se compară cu ea.',
  'exp.word_holdout_words':
    'Câțiva vizitatori care nu văd nicio personalizare, ca să se știe cât valorează totul împreună.',
  'exp.word_lift_words':
    'Cu cât aduce mai mult sau mai puțin o variantă decât cea de control, în procente. Intervalul spune cât de sigur este.',
  'exp.word_units_words': 'Un vizitator contează din clipa în care un raft al experimentului a intrat în ecran.',
  'strategy.session-knn': 'La ce au ajuns vizite asemănătoare',
  'strategy.bought-together': 'Cumpărate împreună',
  'strategy.also-viewed': 'Văzute și de alții',
  'strategy.affinity': 'Pe gustul vizitatorului',
  'strategy.content': 'Asemănătoare după descriere',
  'strategy.trending': 'Populare acum',
  'strategy.newest': 'Cele mai noi',
  'strategy.recently-viewed': 'Văzute recent de vizitator',
  'strategy.unfinished': 'Puse în coș sau văzute, necumpărate',
};
