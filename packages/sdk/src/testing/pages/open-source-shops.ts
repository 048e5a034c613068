import { ld, type SamplePage } from './page.ts';

/** Written after what WooCommerce, Magento, PrestaShop, Shopware and OpenCart put out, with their usual plugins. */
export const OPEN_SOURCE: SamplePage[] = [
  {
    from: 'WooCommerce of its own: @graph, priceSpecification beside the price, entities in the name',
    address: 'https://shop.example/product/salt-pepper/',
    html: ld(`{"@context":"https:\\/\\/schema.org\\/","@graph":[{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"item":{"name":"Home","@id":"https:\\/\\/shop.example"}}]},
      {"@type":"Product","@id":"https:\\/\\/shop.example\\/product\\/salt-pepper\\/#product","name":"Salt &amp; pepper &#8211; set","url":"https:\\/\\/shop.example\\/product\\/salt-pepper\\/","sku":4711,
      "offers":[{"@type":"Offer","priceSpecification":[{"@type":"UnitPriceSpecification","price":"24.00","priceCurrency":"EUR","valueAddedTaxIncluded":false,"validThrough":"2027-12-31"},{"@type":"UnitPriceSpecification","price":"30.00","priceCurrency":"EUR","priceType":"https:\\/\\/schema.org\\/ListPrice"}],
      "availability":"http:\\/\\/schema.org\\/InStock","url":"https:\\/\\/shop.example\\/product\\/salt-pepper\\/","seller":{"@type":"Organization","name":"Shop","url":"https:\\/\\/shop.example"}}]}]}`),
    product: { id: '4711', name: 'Salt & pepper – set', price: 24, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'WooCommerce with ListPrice first',
    address: 'https://shop.example/product/mill/',
    html: ld(`{"@context":"https://schema.org/","@type":"Product","name":"Mill","sku":"MILL","offers":[{"@type":"Offer","availability":"https://schema.org/BackOrder","priceSpecification":[
      {"@type":"UnitPriceSpecification","priceType":"https://schema.org/ListPrice","price":"40.00","priceCurrency":"EUR"},{"@type":"UnitPriceSpecification","price":"33.50","priceCurrency":"EUR"}]}]}`),
    product: { id: 'MILL', name: 'Mill', price: 33.5, currency: 'EUR', availability: 'backorder' },
  },
  {
    from: 'Yoast: WebPage, Organization and Product in one graph, by reference',
    address: 'https://shop.example/produkt/krug/',
    html: ld(`{"@context":"https://schema.org","@graph":[
      {"@type":["WebPage","ItemPage"],"@id":"https://shop.example/produkt/krug/","url":"https://shop.example/produkt/krug/","mainEntity":{"@id":"https://shop.example/produkt/krug/#product"},"breadcrumb":{"@id":"#b"}},
      {"@type":"Organization","@id":"https://shop.example/#organization","name":"Töpferei"},
      {"@type":"Brand","@id":"https://shop.example/#brand-x","name":"Töpferei Süd"},
      {"@type":"Offer","@id":"https://shop.example/#offer-1","price":"1.049,00","priceCurrency":"EUR","availability":"https://schema.org/LimitedAvailability"},
      {"@type":"Product","@id":"https://shop.example/produkt/krug/#product","name":"Krug","sku":"KRG-1","brand":{"@id":"https://shop.example/#brand-x"},"offers":{"@id":"https://shop.example/#offer-1"},"isRelatedTo":[{"@type":"Product","name":"Becher","sku":"B"}]}]}`),
    product: { id: 'KRG-1', name: 'Krug', price: 1049, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'Rank Math: a variable product as AggregateOffer',
    address: 'https://shop.example/product/hoodie/',
    html: ld(`{"@context":"https://schema.org","@graph":[{"@type":"Place"},{"@type":"Product","name":"Hoodie - Shop","sku":"HD","category":"Clothing &gt; Hoodies","mainEntityOfPage":{"@id":"https://shop.example/product/hoodie/#webpage"},
      "offers":{"@type":"AggregateOffer","lowPrice":"42.00","highPrice":"45.00","offerCount":"3","priceCurrency":"USD","availability":"http://schema.org/InStock","url":"https://shop.example/product/hoodie/"}}]}`),
    product: { id: 'HD', name: 'Hoodie - Shop', price: 42, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Magento 2 Luma: microdata, the amount in an attribute four digits deep',
    address: 'https://shop.example/joust-duffle-bag.html',
    html: `<meta property="og:type" content="product"/><meta property="og:title" content="Joust Duffle Bag"/><meta property="product:price:amount" content="34"/><meta property="product:price:currency" content="USD"/>
      <main><div class="page-title"><h1><span class="base" itemprop="name">Joust Duffle Bag</span></h1></div>
      <div class="product-info-price" itemscope itemtype="http://schema.org/Product"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span class="price-wrapper" data-price-amount="34"><span class="price">$34.00</span></span><meta itemprop="price" content="34.0000"/><meta itemprop="priceCurrency" content="USD"/></div>
      <div class="stock" title="Availability"><link itemprop="availability" href="http://schema.org/InStock"><span>In stock</span></div>
      <div class="product attribute sku"><strong>SKU</strong><div class="value" itemprop="sku">24-MB01</div></div></div></main>`,
    product: { id: '24-MB01', name: 'Joust Duffle Bag', price: 34, currency: 'USD', availability: 'in_stock' },
  },
  {
    from: 'Magento extension: JSON-LD in an HTML comment inside the script, Product in an array',
    address: 'https://shop.example/boots.html',
    html: ld(
      `<!-- [{"@context":"http:\\/\\/schema.org\\/","@type":"WebSite","url":"https:\\/\\/shop.example\\/"},{"@context":"http:\\/\\/schema.org\\/","@type":["Product"],"name":"Boots","productID":"sku:BT-9","offers":{"@type":"http:\\/\\/schema.org\\/Offer","price":119.9,"priceCurrency":"eur","availability":"http:\\/\\/schema.org\\/OutOfStock"}}] -->`,
    ),
    product: { id: 'BT-9', name: 'Boots', price: 119.9, currency: 'EUR', availability: 'out_of_stock' },
  },
  {
    from: 'PrestaShop 1.6: microdata over the whole page, related products with their own scopes inside',
    address: 'https://shop.example/fr/robes/5-robe.html',
    html: `<div itemscope itemtype="https://schema.org/Product"><meta itemprop="url" content="https://shop.example/fr/robes/5-robe.html"><h1 itemprop="name">Robe d'été</h1>
      <p><label>Référence</label><span class="editable" itemprop="sku" content="demo_5"></span></p>
      <div class="price"><p itemprop="offers" itemscope itemtype="https://schema.org/Offer"><link itemprop="availability" href="https://schema.org/InStock"/><span id="our_price_display" itemprop="price" content="36.6">36,60 €</span> TTC<meta itemprop="priceCurrency" content="EUR"/></p></div>
      <section class="accessories"><ul><li itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product"><a itemprop="url" href="/fr/6-jupe.html"><span itemprop="name">Jupe</span></a><span itemprop="price" content="9">9 €</span></li>
      <li itemscope itemtype="https://schema.org/Product"><span itemprop="name">Chemise</span><span itemprop="sku">demo_9</span></li></ul></section></div>`,
    product: { id: 'demo_5', name: "Robe d'été", price: 36.6, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'PrestaShop 1.7 with a module: JSON-LD with line breaks, tabs and a trailing comma',
    address: 'https://shop.example/gb/home/7-mug.html#/1-size-s',
    html: ld(`
	{
		"@context" : "https://schema.org/",
		"@type" : "Product",
		"name" : "Mug The adventure
begins",
		"description" : "White	Ceramic Mug. <b>Dishwasher</b> safe",
		"category" : "Home Accessories",
		"sku" : "demo_12",
		"gtin13" : "0",
		"brand": {"@type": "Brand", "name": "Studio"},
		"offers": {
			"@type": "Offer",
			"priceCurrency": "GBP",
			"name": "Mug",
			"price": "14.28",
			"availability": "https://schema.org/InStock",
			"seller": {"@type": "Organization","name": "My Shop"},
		},
	}`),
    product: {
      id: 'demo_12',
      name: 'Mug The adventure begins',
      price: 14.28,
      currency: 'GBP',
      availability: 'in_stock',
    },
  },
  {
    from: 'Shopware 6: microdata, unit price beside the price',
    address: 'https://shop.example/Kaffee-Crema/SW10001',
    html: `<div class="product-detail" itemscope itemtype="https://schema.org/Product"><h1 class="product-detail-name" itemprop="name"> Kaffee Crema </h1><meta itemprop="brand" content="Rösterei"/>
      <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="url" content="https://shop.example/Kaffee-Crema/SW10001"><meta itemprop="price" content="1299.9"><meta itemprop="priceCurrency" content="EUR"><p class="product-detail-price">1.299,90&nbsp;€*</p>
      <div itemprop="priceSpecification" itemscope itemtype="https://schema.org/UnitPriceSpecification"><meta itemprop="price" content="12.99"><meta itemprop="referenceQuantity" content="100g"></div>
      <link itemprop="availability" href="https://schema.org/LimitedAvailability"><p class="delivery-information">Sofort verfügbar</p></div>
      <span itemprop="sku">SW10001</span></div>`,
    product: { id: 'SW10001', name: 'Kaffee Crema', price: 1299.9, currency: 'EUR', availability: 'in_stock' },
  },
  {
    from: 'OpenCart theme: microdata with the currency in the text, availability in words',
    address: 'https://shop.example/index.php?route=product/product&product_id=40',
    html: `<div id="content" itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">iPhone</h1><ul><li>Product Code: <span itemprop="model">product 11</span></li><li>SKU <span itemprop="sku">P11</span></li></ul>
      <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><h2><span itemprop="price">$1,230.20</span></h2><span itemprop="availability">Out Of Stock</span></div></div>`,
    product: { id: 'P11', name: 'iPhone', price: 1230.2, currency: 'USD', availability: 'out_of_stock' },
  },
  {
    from: 'OpenCart, the JSON-LD escaped as if it were HTML',
    address: 'https://shop.example/kettle',
    html: ld(
      '{&quot;@context&quot;:&quot;http://schema.org&quot;,&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Kettle&quot;,&quot;sku&quot;:&quot;K1&quot;,&quot;offers&quot;:{&quot;@type&quot;:&quot;Offer&quot;,&quot;price&quot;:&quot;39.90&quot;,&quot;priceCurrency&quot;:&quot;PLN&quot;,&quot;availability&quot;:&quot;dostępny&quot;}}',
    ),
    product: { id: 'K1', name: 'Kettle', price: 39.9, currency: 'PLN', availability: 'in_stock' },
  },
  {
    from: 'Drupal Commerce: RDFa Lite',
    address: 'https://shop.example/product/12',
    html: `<article vocab="https://schema.org/" typeof="Product" resource="/product/12"><h1 property="name">Notebook</h1><span property="sku">NB-12</span><div property="offers" typeof="Offer"><span property="price" content="4.50">£4.50</span><meta property="priceCurrency" content="GBP"><link property="availability" href="http://schema.org/InStock"></div></article>`,
    product: { id: 'NB-12', name: 'Notebook', price: 4.5, currency: 'GBP', availability: 'in_stock' },
  },
];
