import { apart, counted, items, ratings } from './counts'

const people = (value: number) => counted(value, ['شخص واحد', 'شخصان', 'أشخاص', 'شخصًا', 'شخص'])
const decisions = (value: number) =>
  counted(value, ['قرار واحد', 'قراران', 'قرارات', 'قرارًا', 'قرار'])

export const withdraw = {
  act: 'سحب نهائي',
  open: {
    recording: 'سحب',
    speaker: 'سحب المتكلم',
    item: 'سحب العنصر',
    rater: 'سحب الإجابات',
  },
  title: {
    recording: (name: string) => `سحب ${apart(name)}`,
    speaker: (name: string) => `سحب المتكلم ${apart(name)}`,
    item: (name: string) => `سحب العنصر ${apart(name)}`,
    rater: (name: string) => `سحب الإجابات: ${apart(name)}`,
  },
  lead: 'سحب أحدهم موافقته، أو ما كان لهذا أن يكون هنا. لا يمكن التراجع عن ذلك.',
  goes: {
    recording: 'يُحذف التسجيل وصوته وصوره ومقاطعه ومسودات النماذج.',
    speaker:
      'يُحذف كل عنصر في هذا المشروع يُسمع فيه المتكلم. وتبقى التسجيلات: اسحبها من صفحة الوسائط إن وجب حذف الصوت نفسه.',
    item: 'يُحذف العنصر. ويبقى تسجيله، وتبقى عناصر المشاريع الأخرى منه.',
    rater:
      'تُحذف كل إجابات هذا المقيّم في هذا المشروع، وما عُدّل منها أيضًا، مع المسودات ونتائج الفحوص. وتنتظر عناصره مقيّمًا آخر. ويبقى الحساب.',
  },
  itemsGo: (count: number, given: number, projects: readonly string[]) =>
    count === 0
      ? 'لا يعرضه أي مشروع.'
      : `تُحذف: ${items(count)} مع ${ratings(given)}، في ${projects.map(apart).join('، ')}.`,
  ratingsGo: (given: number, projects: readonly string[]) =>
    given === 0
      ? 'لا إجابة بعد.'
      : `تُحذف: ${ratings(given)}، في ${projects.map(apart).join('، ')}.`,
  named: (count: number, name: string) => `يُعرف باسم ${apart(name)} هنا: ${people(count)}`,
  namedNote: 'اختر من تُحذف إجاباته، وتبقى إجابات الآخرين.',
  namedOne: (known: string, given: number, decided: number) =>
    [known, ratings(given), ...(decided > 0 ? [decisions(decided)] : [])].join('، '),
  known: {
    account: 'حساب بهذا الاسم',
    link: 'مشارك بهذا المعرّف الخارجي',
    table: 'اسم في جدول مستورد',
  },
  releasesChange: (releases: readonly string[]) =>
    releases.length === 0
      ? 'لا إصدار فيه شيء منه.'
      : `تُكتب من جديد بمعرّف آخر: ${releases.map(apart).join('، ')}. ومن لديه نسخة فعليه جلبها ثانية.`,
  reason: 'السبب',
  reasonNote: 'يبقى في السجل، ولا يقول السجل شيئًا آخر عما كان.',
  reasons: {
    consent: 'سُحبت الموافقة',
    request: 'طلبه أحدهم',
    law: 'يطلبه قانون أو محكمة',
    mistake: 'دخل خطأً',
  },
  kinds: { recording: 'تسجيل', speaker: 'متكلم', item: 'عناصر', rater: 'مقيّم' },
  confirm: (name: string) => `اكتب ${apart(name)} للتأكيد`,
  done: 'تم السحب.',
  list: 'المسحوب',
  listNote: 'كم حُذف، وأي الإصدارات تغيّر معرّفها منذئذ.',
  row: (when: string, what: string, why: string) => `${when}: ${what}. ${why}.`,
  gone: (count: number, given: number) => `حُذف: ${items(count)} و${ratings(given)}.`,
  by: (who: string) => `سحبه ${apart(who)}.`,
  changed: (release: string, version: string, was: string) =>
    `${apart(release)} الآن بالنسخة ${apart(version)}؛ ولم يعد ${apart(`${was}…`)} صالحًا.`,
  changedShort: (release: string, version: string) =>
    `${apart(release)} الآن بالنسخة ${apart(version)}.`,
}
