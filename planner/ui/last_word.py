"""A page is left only once the program has the word that she typed last.

What she types goes to the program when she leaves the field, a moment later. A click or a tap that leaves the
field and the page together is first there otherwise: the word would be lost, and the page would come back.
"""

from __future__ import annotations

from typing import Final

_AFTER_MS: Final = 300
"""Longer than any field waits before it sends what was typed."""
_MOST_MS: Final = 3000
"""So long she waits at most for a program that is busy."""
WAIT_FOR_LAST_WORD: Final = f"""<script>
if (!window.lastWord) {{
  window.lastWord = {{left: -Infinity}};
  document.addEventListener('focusout', event => {{
    if (event.target.matches('input, textarea')) window.lastWord.left = performance.now();
  }}, true);
  document.addEventListener('click', event => {{
    const link = event.target.closest('[data-testid="stPageLink-NavLink"]');
    const left = window.lastWord.left;
    if (!link || !event.isTrusted || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (performance.now() - left > {_AFTER_MS}) return;
    event.preventDefault();
    event.stopPropagation();
    const go = () => {{
      const waited = performance.now() - left;
      const busy = document.querySelector('[data-testid="stApp"][data-test-script-state="running"]');
      if (waited < {_AFTER_MS} || (busy && waited < {_MOST_MS})) setTimeout(go, 50); else link.click();
    }};
    go();
  }}, true);
}}
</script>"""
