import type { TranslatedFigures } from '../../definitions.ts';

export const figures: TranslatedFigures = {
  visitors: [
    'Odwiedzający',
    'Różne osoby, które były w sklepie. Wszystkie połączone urządzenia to jedna osoba; poniżej poziomu zgody „person” wizyta liczy się jako jedna.',
    'liczba różnych osób ze zdarzeniem na stronie',
  ],
  visits: [
    'Wizyty',
    'Odcinki na jednym urządzeniu, w których między zdarzeniami nigdy nie mija więcej niż 30 minut.',
    'liczba wizyt z odsłoną, rozpoczętych w okresie',
  ],
  orders: [
    'Zamówienia',
    'Zamówienia złożone w okresie, każde raz według transaction_id. Kopia serwera sklepu zastępuje kopię przeglądarki.',
    'liczba różnych transaction_id',
  ],
  revenue: [
    'Przychód',
    'Wartość zamówień z okresu, pomniejszona o zwroty z nich.',
    'Σ wartość − Σ zwroty, z zamówień okresu',
  ],
  conversion_rate: [
    'Współczynnik konwersji',
    'Jaka część odwiedzających zamówiła. Na dowolnym ze swoich urządzeń.',
    'odwiedzający, którzy zamówili ÷ odwiedzający',
  ],
  aov: [
    'Średnia wartość zamówienia',
    'Ile średnio wynosi zamówienie, bez zwrotów.',
    'przychód ÷ zamówienia, w jednej walucie',
  ],
  revenue_per_visitor: [
    'Przychód na odwiedzającego',
    'Ile średnio przynosi odwiedzający, czy kupuje, czy nie.',
    'przychód ÷ odwiedzający',
  ],
  refund_rate: ['Zwrócono', 'Część przychodu z okresu, którą dotąd oddano.', 'zwrócono ÷ wartość zamówień'],
  cart_abandonment: [
    'Porzucone koszyki',
    'Z osób, które dodały coś do koszyka, część bez zamówienia w okresie.',
    '1 − osoby z koszykiem i zamówieniem ÷ osoby z koszykiem',
  ],
  funnel_completion: [
    'Od oglądania do zamówienia',
    'Z osób, które oglądały produkt, część, która miała też koszyk, zaczęła zakup i zamówiła. Na dowolnym urządzeniu.',
    'osoby z oglądaniem, koszykiem, kasą i zamówieniem ÷ osoby z oglądaniem',
  ],
  stitched_share: [
    'Dzięki łączeniu',
    'Z osób, które przeszły całą drogę, część, której żadne pojedyncze urządzenie nie widziało w całości: bez połączonych urządzeń wyglądają na utracone.',
    '1 − osoby, których jedno urządzenie widziało każdy krok ÷ osoby, które przeszły wszystkie kroki',
  ],
  shelf_ctr: [
    'Klikalność półek',
    'Kliknięcia półek Edgewise na każde ich wyświetlenie. Własne listy sklepu się nie liczą.',
    'list_clicks ÷ list_views',
  ],
  orders_with_click: [
    'Zamówienia po kliknięciu półki',
    'Część zamówień, których osoba w ciągu 7 dni wcześniej kliknęła dowolną półkę na dowolnym urządzeniu. Mówi, co szło razem, nie co było przyczyną: to jest przyrost.',
    'zamówienia z kliknięciem półki przez tę samą osobę najwyżej 7 dni wcześniej ÷ zamówienia osób',
  ],
  lift_conversion: [
    'Przyrost względem grupy kontrolnej',
    'O ile częściej zamawiają osoby z personalizacją niż grupa kontrolna bez niej: z tych, które w okresie pierwszy raz zobaczyły półkę, która mogła być inna, według zamówień z 30 dni po tym. Jedyna liczba, która mówi, co sprawił Edgewise.',
    '(zamówili ÷ osoby z personalizacją) ÷ (zamówili ÷ osoby z grupy kontrolnej) − 1',
  ],
  last_click_share: [
    'Przychód po ostatnim kliknięciu',
    'Z tego, co osoby z rachunku przyrostu kupiły w 30 dni po swojej pierwszej półce, część zapłacona za produkty, których ostatnie kliknięcie, na dowolnym urządzeniu najwyżej 7 dni przed zamówieniem, było na półce; późniejsze kliknięcie na własnej liście sklepu ją odbiera. Mówi, jakie półki były blisko, nie co sprawiły: to jest przyrost.',
    'Σ zapłacono za produkty ostatnio kliknięte na półce ÷ Σ przychód, z obu grup, po odjęciu zwrotów',
  ],
  any_view_share: [
    'Przychód po dowolnym wyświetleniu',
    'Z tego samego przychodu część zapłacona za produkty, które półka pokazała tym osobom najwyżej dzień przed zamówieniem, klikane lub nie. Pokrywa się z ostatnim kliknięciem i nigdy się z nim nie sumuje; wiele kupiono by i tak. Co sprawiły półki, mówi przyrost.',
    'Σ zapłacono za produkty widziane na półce ÷ Σ przychód, z obu grup, po odjęciu zwrotów',
  ],
  bounce_rate: [
    'Współczynnik odrzuceń',
    'Część wizyt z jedną stroną, bez oglądania produktu, koszyka, kliknięcia półki i zakupu.',
    'wizyty z jedną odsłoną i bez takiego kroku ÷ wizyty',
  ],
  pages_per_visit: ['Strony na wizytę', 'Odsłony w trakcie wizyty, średnio.', 'odsłony ÷ wizyty'],
  product_time: [
    'Czas na stronach produktów',
    'Jak długo średnio oglądano stronę produktu: tylko czas aktywny, nie zostawiona karta.',
    'engaged_ms ÷ zaangażowania, na stronach produktów',
  ],
  product_scroll: [
    'Przewinięcie stron produktów',
    'Jak daleko średnio czytano strony produktów, ze 100%.',
    'Σ najgłębsze przewinięcie ÷ zaangażowania, na stronach produktów',
  ],
  cac: [
    'Koszt pozyskania klienta',
    'Ile reklamy kosztował każdy klient z pierwszym zamówieniem.',
    'koszty reklamy ÷ osoby, których pierwsze zamówienie jest w okresie',
  ],
  cpa: ['Koszt zamówienia', 'Ile reklamy kosztowało każde zamówienie.', 'koszty reklamy ÷ zamówienia'],
  ltv: [
    'Wartość klienta do dziś',
    'Ile klient średnio przyniósł od pierwszego zamówienia, z zachowanych zamówień (3 lata), bez zwrotów. Nie jest prognozą.',
    'Σ zamówienia netto wszystkich klientów ÷ klienci',
  ],
  repeat_rate: [
    'Powracający kupujący',
    'Z osób, które zamówiły w okresie, część, która zamawiała wcześniej albo dwa razy.',
    'kupujący z wcześniejszym zamówieniem lub dwoma w okresie ÷ kupujący',
  ],
  retention_30: [
    'Wracają w 30 dni',
    'Ze wszystkich klientów, których pierwsze zamówienie złożono co najmniej 30 dni temu, odsetek tych, którzy zamówili ponownie w ciągu 30 dni od niego. Z zachowanych zamówień (3 lata), bez względu na okres.',
    'klienci z drugim zamówieniem ≤ 30 dni po pierwszym ÷ klienci z pierwszym zamówieniem ≥ 30 dni temu',
  ],
  retention_90: [
    'Wracają w 90 dni',
    'Ze wszystkich klientów, których pierwsze zamówienie złożono co najmniej 90 dni temu, odsetek tych, którzy zamówili ponownie w ciągu 90 dni od niego. Z zachowanych zamówień (3 lata), bez względu na okres.',
    'klienci z drugim zamówieniem ≤ 90 dni po pierwszym ÷ klienci z pierwszym zamówieniem ≥ 90 dni temu',
  ],
  lcp_p75: [
    'LCP, 75. percentyl',
    'Trzy z czterech odsłon były co najmniej tak szybkie. Dobrze jest do 2500, źle powyżej 4000.',
    '75. percentyl LCP, interpolowany w swoim przedziale',
  ],
  lcp_good: ['LCP: dobre', 'Część odsłon, których LCP wyniosło najwyżej 2500.', 'odsłony z LCP ≤ 2500 ÷ odsłony z LCP'],
  inp_p75: [
    'INP, 75. percentyl',
    'Trzy z czterech odsłon były co najmniej tak szybkie. Dobrze jest do 200, źle powyżej 500.',
    '75. percentyl INP, interpolowany w swoim przedziale',
  ],
  inp_good: ['INP: dobre', 'Część odsłon, których INP wyniosło najwyżej 200.', 'odsłony z INP ≤ 200 ÷ odsłony z INP'],
  cls_p75: [
    'CLS, 75. percentyl',
    'Trzy z czterech odsłon były co najmniej tak szybkie. Dobrze jest do 0,1, źle powyżej 0,25.',
    '75. percentyl CLS, interpolowany w swoim przedziale',
  ],
  cls_good: ['CLS: dobre', 'Część odsłon, których CLS wyniosło najwyżej 0,1.', 'odsłony z CLS ≤ 0,1 ÷ odsłony z CLS'],
  ttfb_p75: [
    'TTFB, 75. percentyl',
    'Trzy z czterech odsłon były co najmniej tak szybkie. Dobrze jest do 800, źle powyżej 1800.',
    '75. percentyl TTFB, interpolowany w swoim przedziale',
  ],
  ttfb_good: [
    'TTFB: dobre',
    'Część odsłon, których TTFB wyniosło najwyżej 800.',
    'odsłony z TTFB ≤ 800 ÷ odsłony z TTFB',
  ],
};
