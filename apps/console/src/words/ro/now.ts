import type { Translated } from '../../words.ts';
import type { now as en } from '../en/now.ts';

export const now: Translated<typeof en> = {
  'now.as_of': 'la ora {time}',
  'now.last_half_hour': 'Ultimele 30 de minute',
  'now.visitors': 'Vizitatori acum',
  'now.visitors_words':
    'Persoane distincte cu un eveniment pe o pagină în ultimele cinci minute. Toate dispozitivele unite ale cuiva sunt o singură persoană.',
  'now.views': 'Afișări de pagini',
  'now.views_short': 'Afișări',
  'now.carts': 'Adăugate în coș',
  'now.checkouts': 'Finalizări începute',
  'now.orders': 'Comenzi',
  'now.orders_words':
    'Comenzi din ultimele 30 de minute, fiecare o singură dată după transaction_id, oricât de des i s-ar încărca pagina.',
  'now.revenue': 'Venit',
  'now.revenue_words':
    'Valoarea comenzilor din ultimele 30 de minute, minus rambursările din ele. Valutele nu se adună niciodată.',
  'now.visitors_by_minute': 'Vizitatori',
  'now.by_minute': 'Pe minut',
  'now.chart': '{metric} în fiecare din ultimele 30 de minute',
  'now.quiet': 'Cine este aici',
  'now.nobody': 'Nimeni în ultimele 30 de minute',
  'now.nobody_words':
    'Imediat ce cineva deschide o pagină a magazinului, apare aici. Dacă scriptul nu este încă în magazin:',
  'now.install': 'instalați-l',
  'now.whence': 'De unde vin',
  'now.pages': 'Pagini',
  'now.devices': 'Dispozitive',
  'now.countries': 'Țări',
  'now.split': '{title}, după {dimension}',
  'now.here': 'Acum',
  'now.shelves': 'Rafturi',
  'now.all_of_shelves': 'Toate despre rafturi',
  'now.no_shelf': 'Niciun raft nu a fost văzut',
  'now.no_shelf_words': 'Puneți un raft într-o pagină; este numărat aici când ajunge în câmpul vizual:',
  'now.shelf': 'Raft',
  'now.seen': 'Văzute',
  'now.clicked': 'Clicuri',
  'now.ctr': 'Rata de clic',
  'now.health': 'Viteză și corectitudine',
  'now.LCP': 'Cea mai mare afișare',
  'now.LCP_words':
    'Largest contentful paint: trei din patru afișări au fost cel puțin atât de rapide. Bine înseamnă până la 2,5 s.',
  'now.INP': 'Răspuns la acțiune',
  'now.INP_words':
    'Interaction to next paint: trei din patru afișări au răspuns cel puțin atât de repede. Bine înseamnă până la 200 ms.',
  'now.CLS': 'Deplasarea paginii',
  'now.CLS_words':
    'Cumulative layout shift: trei din patru afișări s-au mișcat cel mult atât. Bine înseamnă până la 0,1.',
  'now.good_share': '{share} bune',
  'now.answers': 'Timp de răspuns',
  'now.answers_words':
    'Cât a durat la server ceea ce paginile așteaptă: jumătate din răspunsuri au fost cel puțin atât de rapide.',
  'now.slowest': '99 din 100 în {time}',
  'now.refused': 'Evenimente refuzate',
  'now.refused_words': 'Evenimente care nu se potrivesc cu ce poate trimite magazinul. Celelalte au fost numărate.',
  'now.reason': 'Din cauza',
};
