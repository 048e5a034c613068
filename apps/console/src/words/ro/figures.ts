import type { TranslatedFigures } from '../../definitions.ts';

export const figures: TranslatedFigures = {
  visitors: [
    'Vizitatori',
    'Persoane distincte care au fost în magazin. Toate dispozitivele unite ale cuiva sunt o singură persoană; sub nivelul de consimțământ „person” o vizită contează ca una.',
    'numărul persoanelor distincte cu un eveniment pe o pagină',
  ],
  visits: [
    'Vizite',
    'Intervale pe un dispozitiv, fără mai mult de 30 de minute între un eveniment și următorul.',
    'numărul vizitelor cu o afișare de pagină, începute în perioadă',
  ],
  orders: [
    'Comenzi',
    'Comenzi făcute în perioadă, fiecare o dată după transaction_id. Copia serverului magazinului o înlocuiește pe cea a browserului.',
    'numărul de transaction_id distincte',
  ],
  revenue: [
    'Venit',
    'Valoarea comenzilor din perioadă, minus ce s-a rambursat din ele.',
    'Σ valoare − Σ rambursări, ale comenzilor din perioadă',
  ],
  conversion_rate: [
    'Rata de conversie',
    'Din persoanele venite, partea care a comandat. Pe oricare dintre dispozitivele lor.',
    'vizitatori care au comandat ÷ vizitatori',
  ],
  aov: [
    'Valoarea medie a comenzii',
    'Cât face o comandă în medie, fără rambursări.',
    'venit ÷ comenzi, într-o singură valută',
  ],
  revenue_per_visitor: [
    'Venit pe vizitator',
    'Cât aduce un vizitator în medie, fie că cumpără sau nu.',
    'venit ÷ vizitatori',
  ],
  refund_rate: [
    'Rambursat',
    'Partea din venitul perioadei care s-a dat înapoi până acum.',
    'rambursat ÷ valoarea comenzilor',
  ],
  cart_abandonment: [
    'Coșuri abandonate',
    'Din persoanele care au pus ceva în coș, partea care nu a comandat în perioadă.',
    '1 − persoane cu coș și comandă ÷ persoane cu coș',
  ],
  funnel_completion: [
    'De la privit la comandă',
    'Din persoanele care s-au uitat la un produs, partea care a avut și coș, a început finalizarea și a comandat. Pe oricare dintre dispozitive.',
    'persoane cu privit, coș, finalizare și comandă ÷ persoane cu privit',
  ],
  stitched_share: [
    'Datorat unirii',
    'Din persoanele care au parcurs tot drumul, partea la care niciun dispozitiv singur nu l-a văzut întreg: fără dispozitive unite acestea par pierdute.',
    '1 − persoane al căror singur dispozitiv a văzut toți pașii ÷ persoane care au trecut prin toți pașii',
  ],
  shelf_ctr: [
    'Rata de clic a rafturilor',
    'Clicuri pe rafturile Edgewise pentru fiecare dată când au fost văzute. Listele proprii ale magazinului nu sunt printre ele.',
    'list_clicks ÷ list_views',
  ],
  orders_with_click: [
    'Comenzi după un clic pe raft',
    'Partea comenzilor a căror persoană apăsase pe vreun raft, pe orice dispozitiv, în cele 7 zile dinainte. Spune ce a mers împreună, nu ce a cauzat: aceea este creșterea.',
    'comenzi cu un clic pe raft al aceleiași persoane cu cel mult 7 zile înainte ÷ comenzile persoanelor',
  ],
  lift_conversion: [
    'Câștig față de grupul de control',
    'Cu cât mai des comandă oamenii cu personalizare decât grupul de control, care nu vede: dintre cei care și-au întâlnit în perioadă primul raft ce putea fi altul, după comenzile din următoarele 30 de zile. Singura cifră care spune ce a produs Edgewise.',
    '(au comandat ÷ persoane, cu personalizare) ÷ (au comandat ÷ persoane, control) − 1',
  ],
  last_click_share: [
    'Venit după ultimul clic',
    'Din ce au cumpărat persoanele din calculul câștigului în cele 30 de zile după primul lor raft, partea plătită pentru produse al căror ultim clic, pe orice dispozitiv cu cel mult 7 zile înainte de comandă, a fost pe un raft; un clic ulterior pe o listă proprie a magazinului o anulează. Spune ce rafturi au fost aproape, nu ce au produs: aceea este câștigul.',
    'Σ plătit pentru produse cu ultimul clic pe un raft ÷ Σ venit, din ambele grupuri, fără rambursări',
  ],
  any_view_share: [
    'Venit după orice afișare',
    'Din același venit, partea plătită pentru produse pe care un raft le-a arătat acestor persoane cu cel mult o zi înainte de comandă, cu sau fără clic. Se suprapune cu ultimul clic și nu se adună cu el; multe s-ar fi cumpărat oricum. Ce au produs rafturile este câștigul.',
    'Σ plătit pentru produse văzute pe un raft ÷ Σ venit, din ambele grupuri, fără rambursări',
  ],
  bounce_rate: [
    'Rata de respingere',
    'Partea vizitelor care au văzut o pagină și nu au privit un produs, nu au umplut un coș, nu au apăsat pe un raft și nu au cumpărat.',
    'vizite cu o singură afișare și fără astfel de pas ÷ vizite',
  ],
  pages_per_visit: ['Pagini pe vizită', 'Afișări de pagini într-o vizită, în medie.', 'afișări de pagini ÷ vizite'],
  product_time: [
    'Timp pe paginile de produs',
    'Cât timp a fost privită în medie o pagină de produs: doar timpul activ, nu o filă lăsată deschisă.',
    'engaged_ms ÷ implicări, pe paginile de produs',
  ],
  product_scroll: [
    'Derulare pe paginile de produs',
    'Cât de jos au fost citite paginile de produs, în medie, din 100%.',
    'Σ cea mai adâncă derulare ÷ implicări, pe paginile de produs',
  ],
  cac: [
    'Costul unui client nou',
    'Cât a costat publicitatea pentru fiecare client care a comandat prima dată.',
    'costuri de publicitate ÷ persoane a căror primă comandă este în perioadă',
  ],
  cpa: ['Cost pe comandă', 'Cât a costat publicitatea pentru fiecare comandă.', 'costuri de publicitate ÷ comenzi'],
  ltv: [
    'Valoarea clientului până acum',
    'Cât a adus un client în medie de la prima comandă, din comenzile păstrate (3 ani), fără rambursări. Nu este o prognoză.',
    'Σ comenzi nete ale tuturor clienților ÷ clienți',
  ],
  repeat_rate: [
    'Cumpărători care revin',
    'Din persoanele care au comandat în perioadă, partea care mai comandase sau a comandat de două ori.',
    'cumpărători cu o comandă anterioară sau două în perioadă ÷ cumpărători',
  ],
  retention_30: [
    'Revin în 30 de zile',
    'Dintre toți clienții a căror primă comandă are cel puțin 30 de zile, partea care a comandat din nou în 30 de zile de la ea. Din comenzile păstrate (3 ani), oricare ar fi perioada.',
    'clienți cu a doua comandă la ≤ 30 de zile după prima ÷ clienți cu prima comandă acum ≥ 30 de zile',
  ],
  retention_90: [
    'Revin în 90 de zile',
    'Dintre toți clienții a căror primă comandă are cel puțin 90 de zile, partea care a comandat din nou în 90 de zile de la ea. Din comenzile păstrate (3 ani), oricare ar fi perioada.',
    'clienți cu a doua comandă la ≤ 90 de zile după prima ÷ clienți cu prima comandă acum ≥ 90 de zile',
  ],
  lcp_p75: [
    'LCP, percentila 75',
    'Trei din patru afișări au fost cel puțin atât de rapide. Bine este până la 2500, rău peste 4000.',
    'percentila 75 a LCP, interpolată în intervalul ei',
  ],
  lcp_good: [
    'LCP: bune',
    'Partea afișărilor al căror LCP a fost cel mult 2500.',
    'afișări cu LCP ≤ 2500 ÷ afișări cu LCP',
  ],
  inp_p75: [
    'INP, percentila 75',
    'Trei din patru afișări au fost cel puțin atât de rapide. Bine este până la 200, rău peste 500.',
    'percentila 75 a INP, interpolată în intervalul ei',
  ],
  inp_good: [
    'INP: bune',
    'Partea afișărilor al căror INP a fost cel mult 200.',
    'afișări cu INP ≤ 200 ÷ afișări cu INP',
  ],
  cls_p75: [
    'CLS, percentila 75',
    'Trei din patru afișări au fost cel puțin atât de rapide. Bine este până la 0,1, rău peste 0,25.',
    'percentila 75 a CLS, interpolată în intervalul ei',
  ],
  cls_good: [
    'CLS: bune',
    'Partea afișărilor al căror CLS a fost cel mult 0,1.',
    'afișări cu CLS ≤ 0,1 ÷ afișări cu CLS',
  ],
  ttfb_p75: [
    'TTFB, percentila 75',
    'Trei din patru afișări au fost cel puțin atât de rapide. Bine este până la 800, rău peste 1800.',
    'percentila 75 a TTFB, interpolată în intervalul ei',
  ],
  ttfb_good: [
    'TTFB: bune',
    'Partea afișărilor al căror TTFB a fost cel mult 800.',
    'afișări cu TTFB ≤ 800 ÷ afișări cu TTFB',
  ],
};
