// Texts that cannot be drawn letter by letter: they join, stand on one another, turn round or have colours of their
// own. Each with what it is.
export const runs = [
  ['Arabic', 'مرحبا بالعالم'],
  ['Arabic with marks', 'اَلسَّلامُ عَلَيْكُمْ'],
  ['Arabic, ending in a full stop', 'تم حفظ الحالة.'],
  ['Persian', 'پرونده‌های من'],
  ['Hebrew', 'שלום עולם'],
  ['Hebrew with points', 'בְּרֵאשִׁית'],
  ['Hebrew with brackets', 'מקרה (חדש)'],
  ['Thai', 'ที่นี่มีคดีใหม่'],
  ['Devanagari', 'नमस्ते दुनिया'],
  ['Devanagari with conjuncts', 'क्षत्रिय ज्ञान'],
  ['Latin, then Arabic with digits', 'Case 12: قضية 34 (v5)'],
  ['Arabic, then Latin with digits', 'عنوان 192.168.0.1 من example.com'],
  ['Hebrew with a hash', 'קובץ 9f86d081'],
  ['A family', '👨‍👩‍👧‍👦'],
  ['Skin tones', '👋🏽👍🏿'],
  ['Flags', '🇸🇦🇮🇱🇹🇭'],
  ['Variation selectors and a keycap', '❤️ ☎︎ 1️⃣'],
  ['Combining accents', 'Cafe\u0301 no\u0308e\u0308l'],
  ['A pile of accents', 'a\u0301\u0323\u0302\u0328 x'],
  ['Hangul Jamo', '\u1112\u1161\u11ab\u1100\u1173\u11af'],
];
