/** A shop's own template as the gallery shows it: each product a figure, its discount said in words. */
export const SAMPLE_LIQUID = `<h2 part="heading" dir="auto">{{ shelf.title }}</h2>
<ul part="list" role="list" class="grid">
{%- for item in items %}
  <li part="card"><a part="link" data-item="{{ item.id }}" href={{ item.url }}>
    {%- if item.image -%}<img part="image" src="{{ item.image }}" width="{{ item.image_width }}" height="{{ item.image_height }}" loading="lazy" alt="">
    {%- else -%}<span part="image"></span>{%- endif -%}
    <span part="text"><span part="title" dir="auto">{{ item.title | truncate: 60 }}</span>
    <span part="price">{{ item.price }}{% if item.was %} <s part="was">{{ item.was }}</s> −{{ item.discount }}%{% endif %}</span></span>
  </a></li>
{%- endfor %}
</ul>`;
