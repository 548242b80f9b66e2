import { some } from '../counts'

/** Agreement by group, and raters beside themselves. */
export const grouping = {
  by: 'Grouped by',
  names: {
    'rater-language': 'language that raters know',
    certificates: 'certificates of raters',
    link: 'recruiting link',
    assistance: 'whether a draft was seen',
    arm: 'presentation',
    language: 'language of the item',
    speaker: 'speaker',
    recording: 'recording',
  } as Record<string, string>,
  column: (name: string) => `column “${name}”`,
  arms: {
    blind: 'Blind',
    after: 'After the first answer',
    upfront: 'From the start',
  } as Record<string, string>,
  title: (by: string, question: string) => `By ${by}: ${question}`,
  notePeople: (raters: number, units: number) =>
    `α within each group, with its 95% interval over items; the hollow dot is agreement with ratings of other groups on the same items. Index: within by across; above 1 the group sees things its own way. Told from ${some(raters, 'rater', 'raters')} and ${some(units, 'item', 'items')} with pairs on.`,
  noteItems: (units: number) =>
    `α of the items of each group, with its 95% interval over items. Told from ${some(units, 'item', 'items')} with pairs on.`,
  counts: (raters: number, ratings: number) =>
    `${some(raters, 'rater', 'raters')}, ${some(ratings, 'rating', 'ratings')}`,
  acrossIs: (value: string) => `with others ${value}`,
  associationIs: (value: string) => `index ${value}`,
  leftOut: (count: string) => `The largest groups; ${count} smaller ones are left out.`,
  group: 'Group',
  raters: 'Raters',
  ratings: 'Ratings',
  within: 'Within',
  across: 'With others',
  association: 'Index',
  repeats: (question: string) => `Asked twice: ${question}`,
  repeatsNote:
    'How far raters give the same answer to items that show the same (1 always, 0 by chance), with the 95% interval over items. Nobody is fully consistent; a change of mind is no mistake.',
  sameOf: (same: number, pairs: number) => `same answer ${String(same)} of ${String(pairs)}`,
  units: 'Items',
  pairs: 'Pairs of answers',
  same: 'The same',
  consistency: 'Consistency',
}
