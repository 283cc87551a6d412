// Shows what changed without a click: the server tells that something happened, the page is fetched again, and its
// content takes the place of the old one. Without this script the page reloads by itself.
(() => {
  'use strict';
  const calm = 700;
  let waiting = 0;
  let busy = false;
  let again = false;

  const opened = () => [...document.querySelectorAll('details[open][id]')].map((details) => details.id);

  const refresh = async () => {
    waiting = 0;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      const reply = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
      if (reply.redirected) {
        location.reload();
        return;
      }
      const fresh = new DOMParser().parseFromString(await reply.text(), 'text/html').querySelector('[data-live]');
      const old = document.querySelector('[data-live]');
      if (reply.ok && fresh && old && fresh.innerHTML !== old.innerHTML) {
        const keep = opened();
        const focus = document.activeElement && old.contains(document.activeElement);
        if (!focus) {
          old.replaceWith(fresh);
          keep.map((id) => document.getElementById(id)).filter(Boolean).forEach((details) => { details.open = true; });
        }
      }
    } catch (offline) {
      // The event source notices too, and tells when the server is back.
    } finally {
      busy = false;
      if (again) {
        again = false;
        plan();
      }
    }
  };

  const plan = () => {
    if (!waiting) {
      waiting = setTimeout(refresh, calm);
    }
  };

  const source = new EventSource('/api/v1/events');
  source.onmessage = plan;
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      plan();
    }
  });
})();
