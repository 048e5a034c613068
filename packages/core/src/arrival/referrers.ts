/** Who sends shoppers to shops, and as what. Apps come as `android-app://` with their package's name. */

export type Kind = 'search' | 'social' | 'video' | 'email' | 'assistant' | 'shopping';

const host = (names: string): RegExp => new RegExp(`(^|\\.)(${names})$`);

/** The narrower before the wider: a search engine's mail is no search. */
export const REFERRERS: [hosts: RegExp, source: string, kind: Kind][] = [
  [host('chatgpt\\.com|chat\\.openai\\.com|com\\.openai\\.chatgpt'), 'chatgpt', 'assistant'],
  [host('perplexity\\.ai|ai\\.perplexity\\.app\\.android'), 'perplexity', 'assistant'],
  [host('gemini\\.google\\.com|bard\\.google\\.com|com\\.google\\.android\\.apps\\.bard'), 'gemini', 'assistant'],
  [host('copilot\\.microsoft\\.com|copilot\\.cloud\\.microsoft|com\\.microsoft\\.copilot'), 'copilot', 'assistant'],
  [host('claude\\.ai|com\\.anthropic\\.claude'), 'claude', 'assistant'],
  [host('chat\\.deepseek\\.com|deepseek\\.com'), 'deepseek', 'assistant'],
  [host('grok\\.com|x\\.ai'), 'grok', 'assistant'],
  [host('meta\\.ai'), 'meta ai', 'assistant'],
  [host('chat\\.mistral\\.ai'), 'mistral', 'assistant'],
  [host('you\\.com|poe\\.com|phind\\.com|alice\\.yandex\\.ru'), 'assistant', 'assistant'],
  [host('mail\\.google\\.com|com\\.google\\.android\\.gm'), 'gmail', 'email'],
  [host('outlook\\.(live|office|office365)\\.com|com\\.microsoft\\.office\\.outlook'), 'outlook', 'email'],
  [host('mail\\.yahoo\\.com|mail\\.yahoo\\.co\\.jp'), 'yahoo mail', 'email'],
  [host('(e|touch|m|light)?\\.?mail\\.ru|mail\\.yandex\\.\\w+|poczta\\.(onet|wp|o2|interia)\\.pl'), 'webmail', 'email'],
  [
    host('mail\\.proton\\.me|mail\\.zoho\\.\\w+|mail\\.aol\\.com|webmail\\.[\\w.-]+|deref-(gmx|web-02)\\.\\w+'),
    'webmail',
    'email',
  ],
  [
    host(
      'shopping\\.google\\.\\w+|shopping\\.yahoo\\.com|idealo\\.\\w+|ceneo\\.pl|heureka\\.\\w+|compari\\.ro|price\\.ro|hotline\\.ua|market\\.yandex\\.ru|kelkoo\\.[\\w.]+|pricerunner\\.\\w+|skroutz\\.gr|arukereso\\.hu|geizhals\\.\\w+|trovaprezzi\\.it|tweakers\\.net',
    ),
    'shopping',
    'shopping',
  ],
  [host('youtube\\.com|youtu\\.be|com\\.google\\.android\\.youtube'), 'youtube', 'video'],
  [host('vimeo\\.com|twitch\\.tv|dailymotion\\.com|rutube\\.ru|netflix\\.com'), 'video', 'video'],
  [host('google\\.(com?\\.)?\\w{2,3}|com\\.google\\.android\\.googlequicksearchbox'), 'google', 'search'],
  [host('bing\\.com|cn\\.bing\\.com'), 'bing', 'search'],
  [host('(search\\.)?yahoo\\.(com?\\.)?\\w{2,3}|search\\.yahoo\\.com'), 'yahoo', 'search'],
  [host('duckduckgo\\.com|com\\.duckduckgo\\.mobile\\.android'), 'duckduckgo', 'search'],
  [host('(ya|yandex)\\.(com?\\.)?\\w{2,3}|ru\\.yandex\\.searchplugin'), 'yandex', 'search'],
  [host('ecosia\\.org'), 'ecosia', 'search'],
  [host('qwant\\.com'), 'qwant', 'search'],
  [host('search\\.brave\\.com'), 'brave', 'search'],
  [host('startpage\\.com'), 'startpage', 'search'],
  [host('baidu\\.com'), 'baidu', 'search'],
  [host('(search\\.)?naver\\.com'), 'naver', 'search'],
  [host('search\\.seznam\\.cz|seznam\\.cz'), 'seznam', 'search'],
  [
    host(
      'go\\.mail\\.ru|nova\\.rambler\\.ru|ask\\.com|search\\.aol\\.com|sogou\\.com|so\\.com|kagi\\.com|szukaj\\.onet\\.pl|search\\.lilo\\.org|swisscows\\.com|metager\\.\\w+',
    ),
    'search',
    'search',
  ],
  [host('facebook\\.com|fb\\.(com|me)|com\\.facebook\\.(katana|lite)'), 'facebook', 'social'],
  [host('instagram\\.com|com\\.instagram\\.android'), 'instagram', 'social'],
  [host('messenger\\.com|com\\.facebook\\.orca'), 'messenger', 'social'],
  [host('threads\\.(net|com)'), 'threads', 'social'],
  [host('t\\.co|twitter\\.com|x\\.com|com\\.twitter\\.android'), 'x', 'social'],
  [host('pinterest\\.[\\w.]+|pin\\.it|com\\.pinterest'), 'pinterest', 'social'],
  [host('tiktok\\.com|com\\.zhiliaoapp\\.musically'), 'tiktok', 'social'],
  [host('linkedin\\.com|lnkd\\.in|com\\.linkedin\\.android'), 'linkedin', 'social'],
  [host('reddit\\.com|redd\\.it|com\\.reddit\\.frontpage'), 'reddit', 'social'],
  [host('vk\\.(com|ru)|com\\.vkontakte\\.android'), 'vk', 'social'],
  [host('ok\\.ru'), 'odnoklassniki', 'social'],
  [host('t\\.me|web\\.telegram\\.org|org\\.telegram\\.messenger(\\.web)?'), 'telegram', 'social'],
  [host('(web\\.|api\\.)?whatsapp\\.com|wa\\.me|com\\.whatsapp'), 'whatsapp', 'social'],
  [host('snapchat\\.com|com\\.snapchat\\.android'), 'snapchat', 'social'],
  [host('bsky\\.app|go\\.bsky\\.app'), 'bluesky', 'social'],
  [
    host(
      'quora\\.com|tumblr\\.com|weibo\\.(com|cn)|line\\.me|discord\\.com|nextdoor\\.com|wykop\\.pl|mastodon\\.social|zalo\\.me|medium\\.com|disqus\\.com|yelp\\.(com?\\.)?\\w{2,3}',
    ),
    'social',
    'social',
  ],
];

/** An advertiser's mark in the address says whose click it was, though its value is dropped in the browser. */
export const CLICK_IDS: [name: string, source: string, medium: string][] = [
  ['gclid', 'google', 'cpc'],
  ['gbraid', 'google', 'cpc'],
  ['wbraid', 'google', 'cpc'],
  ['dclid', 'google', 'display'],
  ['srsltid', 'google', 'organic'],
  ['msclkid', 'bing', 'cpc'],
  ['yclid', 'yandex', 'cpc'],
  ['ttclid', 'tiktok', 'paid social'],
  ['twclid', 'x', 'paid social'],
  ['li_fat_id', 'linkedin', 'paid social'],
  ['sccid', 'snapchat', 'paid social'],
  ['rdt_cid', 'reddit', 'paid social'],
  ['epik', 'pinterest', 'social'],
  // Facebook marks every link that leaves it, paid or not.
  ['fbclid', 'facebook', 'social'],
  ['mc_eid', 'mailchimp', 'email'],
];
