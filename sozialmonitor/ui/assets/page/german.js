/*
 * German for what the framework says itself: names of buttons, announcements, error dialogues. It offers no other way.
 * Only words of the table are replaced (texts/streamlit.yaml), never anything of ours, and before anything is painted
 * or spoken: an observer is called at the end of the same task.
 */
(function () {
  "use strict";
  const words = new Map();
  const patterns = [];
  const ATTRIBUTES = [
    "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "placeholder", "alt",
  ];
  const SILENT = new Set(["SCRIPT", "STYLE", "CODE", "TEXTAREA"]);

  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  for (const [english, german] of Object.entries(window.sozialmonitorWords)) {
    const [start, end] = english.split("{}");
    if (end === undefined) words.set(english, german);
    else patterns.push([new RegExp(`^${escape(start)}(.+?)${escape(end)}$`, "s"), german]);
  }

  function translate(text) {
    const trimmed = text.trim();
    if (!trimmed || trimmed.length > 5000) return text;
    const known = words.get(trimmed);
    if (known !== undefined) return text.replace(trimmed, () => known);
    for (const [pattern, german] of patterns) {
      const found = pattern.exec(trimmed);
      if (found) return german.replace("{}", () => found[1]);
    }
    return text;
  }

  function treatText(node) {
    if (node.parentElement && SILENT.has(node.parentElement.tagName)) return;
    const german = translate(node.data);
    if (german !== node.data) node.data = german;
  }

  function treatAttribute(element, name) {
    const text = element.getAttribute(name);
    if (!text) return;
    const german = translate(text);
    if (german !== text) element.setAttribute(name, german);
  }

  function treatTree(root) {
    if (root.nodeType === Node.TEXT_NODE) return treatText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) treatText(node);
      else for (const name of ATTRIBUTES) if (node.hasAttribute(name)) treatAttribute(node, name);
    }
    return undefined;
  }

  const observer = new MutationObserver((records) => {
    for (const { type, target, attributeName, addedNodes } of records) {
      if (type === "characterData") treatText(target);
      else if (type === "attributes") treatAttribute(target, attributeName);
      else addedNodes.forEach(treatTree);
    }
  });
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  treatTree(document.documentElement);
})();
