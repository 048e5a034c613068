export const now = {
  'now.as_of': 'as of {time}',
  'now.last_half_hour': 'The last 30 minutes',
  'now.visitors': 'Visitors now',
  'now.views': 'Page views',
  'now.carts': 'Into the cart',
  'now.orders': 'Orders',
};
