import { some } from './counts'

/** Taking something back for good: a recording, a speaker, an item, a rater's answers. */
export const withdraw = {
  act: 'Withdraw for good',
  open: {
    recording: 'Withdraw',
    speaker: 'Withdraw speaker',
    item: 'Withdraw item',
    rater: 'Withdraw answers',
  },
  title: {
    recording: (name: string) => `Withdraw ${name}`,
    speaker: (name: string) => `Withdraw speaker ${name}`,
    item: (name: string) => `Withdraw item ${name}`,
    rater: (name: string) => `Withdraw answers of ${name}`,
  },
  lead: 'Somebody took back their consent, or it should never have been here. It cannot be undone.',
  goes: {
    recording:
      'The recording, its sound and pictures, its segments and models’ drafts are deleted.',
    speaker:
      'Every item of this project in which the speaker is heard is deleted. The recordings stay: withdraw them under Media where the voice itself has to go.',
    item: 'The item is deleted. Its recording stays, and so do other projects’ items of it.',
    rater:
      'All answers of this rater in this project are deleted, also those that were changed, with drafts and check results. Their items wait for another rater. The account stays.',
  },
  itemsGo: (items: number, ratings: number, projects: readonly string[]) =>
    items === 0
      ? 'No project shows it.'
      : `${some(items, 'item goes', 'items go')} with ${some(ratings, 'rating', 'ratings')}, in ${projects.join(', ')}.`,
  ratingsGo: (ratings: number, projects: readonly string[]) =>
    ratings === 0
      ? 'There is no answer yet.'
      : `${some(ratings, 'rating goes', 'ratings go')}, in ${projects.join(', ')}.`,
  named: (people: number, name: string) =>
    `${some(people, 'person is', 'people are')} called ${name} here`,
  namedNote: 'Choose whose answers go; the others’ stay.',
  namedOne: (known: string, ratings: number, decisions: number) =>
    [
      known,
      some(ratings, 'rating', 'ratings'),
      ...(decisions > 0 ? [some(decisions, 'decision', 'decisions')] : []),
    ].join(', '),
  known: {
    account: 'An account with this user name',
    link: 'A participant with this outside id',
    table: 'A name in an imported table',
  },
  releasesChange: (releases: readonly string[]) =>
    releases.length === 0
      ? 'No release holds any of it.'
      : `Written anew, with another id: ${releases.join(', ')}. Whoever has a copy has to fetch it again.`,
  reason: 'Reason',
  reasonNote: 'Kept in the record, which says nothing else about what it was.',
  reasons: {
    consent: 'Consent was withdrawn',
    request: 'Somebody asked for it',
    law: 'A law or a court asks for it',
    mistake: 'It came in by mistake',
  },
  kinds: {
    recording: 'a recording',
    speaker: 'a speaker',
    item: 'items',
    rater: 'a rater',
  },
  confirm: (name: string) => `Type ${name} to confirm`,
  done: 'It is withdrawn.',
  list: 'Withdrawn',
  listNote: 'How much went, and which releases have another id since.',
  row: (when: string, what: string, why: string) => `${when}: ${what}. ${why}.`,
  gone: (items: number, ratings: number) =>
    `${some(items, 'item', 'items')} and ${some(ratings, 'rating', 'ratings')} are gone.`,
  by: (who: string) => `By ${who}.`,
  changed: (release: string, version: string, was: string) =>
    `${release} is version ${version} now; ${was}… is no longer valid.`,
  changedShort: (release: string, version: string) => `${release} is version ${version} now.`,
}
