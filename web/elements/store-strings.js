// What the ribbon says when nothing is kept on this device (shims/store.js), as long as that is so.
import { pageLanguage } from './strings.js';

/** @typedef {Record<Exclude<import('../../shims/store.js').Trouble, ''>, string>} StoreStrings */

/** @type {Record<string, StoreStrings>} */
const languages = {
  en: {
    newer: 'A newer version of the casebook is in use in this browser: reload this page. Until then changes are ' +
      'sent, but not kept on this device.',
    older: 'An older version of the casebook is open in another tab: close or reload that tab. Until then changes ' +
      'are sent, but not kept on this device.',
    full: 'This device’s storage is full: changes are sent, but not kept here. Leave this tab open, or export ' +
      'everything under “Waiting changes”.',
    refused: 'This browser stores nothing here: changes are sent, but not kept. Leave this tab open, or export ' +
      'everything under “Waiting changes”.',
  },
  de: {
    newer: 'In diesem Browser ist eine neuere Version des Casebooks in Gebrauch: Laden Sie diese Seite neu. Bis ' +
      'dahin werden Änderungen gesendet, aber nicht auf diesem Gerät gesichert.',
    older: 'In einem anderen Tab ist eine ältere Version des Casebooks offen: Schließen Sie jenen Tab, oder laden ' +
      'Sie ihn neu. Bis dahin werden Änderungen gesendet, aber nicht auf diesem Gerät gesichert.',
    full: 'Der Speicher dieses Geräts ist voll: Änderungen werden gesendet, aber hier nicht gesichert. Lassen Sie ' +
      'diesen Tab offen, oder exportieren Sie alles unter „Wartende Änderungen“.',
    refused: 'Dieser Browser speichert hier nichts: Änderungen werden gesendet, aber nicht gesichert. Lassen Sie ' +
      'diesen Tab offen, oder exportieren Sie alles unter „Wartende Änderungen“.',
  },
  ja: {
    newer: 'このブラウザでは新しいバージョンの Casebook が使用されています。このページを再読み込みしてください。' +
      'それまで変更は送信されますが、このデバイスには保存されません。',
    older: '別のタブで古いバージョンの Casebook が開いています。そのタブを閉じるか再読み込みしてください。' +
      'それまで変更は送信されますが、このデバイスには保存されません。',
    full: 'このデバイスのストレージがいっぱいです。変更は送信されますが、ここには保存されません。' +
      'このタブを開いたままにするか、「保留中の変更」ですべてをエクスポートしてください。',
    refused: 'このブラウザではここに保存できません。変更は送信されますが、保存されません。' +
      'このタブを開いたままにするか、「保留中の変更」ですべてをエクスポートしてください。',
  },
  ar: {
    newer: 'يُستخدم إصدار أحدث من Casebook في هذا المتصفح: أعد تحميل هذه الصفحة. حتى ذلك الحين تُرسل التغييرات ' +
      'ولا تُحفظ على هذا الجهاز.',
    older: 'إصدار أقدم من Casebook مفتوح في علامة تبويب أخرى: أغلقها أو أعد تحميلها. حتى ذلك الحين تُرسل التغييرات ' +
      'ولا تُحفظ على هذا الجهاز.',
    full: 'مساحة التخزين على هذا الجهاز ممتلئة: تُرسل التغييرات ولا تُحفظ هنا. أبقِ علامة التبويب هذه مفتوحة، أو ' +
      'صدّر كل شيء ضمن «تغييرات معلّقة».',
    refused: 'لا يحفظ هذا المتصفح شيئًا هنا: تُرسل التغييرات ولا تُحفظ. أبقِ علامة التبويب هذه مفتوحة، أو ' +
      'صدّر كل شيء ضمن «تغييرات معلّقة».',
  },
};

export const storeStrings = () => languages[pageLanguage().split('-')[0].toLowerCase()] ?? languages.en;
