import { n, some } from '../counts'

type Counts = Record<'added' | 'removed' | 'changed', number>

const told = (thing: string, { added, removed, changed }: Counts) =>
  `${thing}: ${n(added)} added, ${n(removed)} removed, ${n(changed)} changed`

export const releases = {
  next: 'The next release',
  nextNote: 'What it will have beside its rows. Releases that are made do not change.',
  change: 'Change',
  version: (version: string) => `version ${version}`,
  splits: {
    title: 'Splits',
    change: 'Change the splits',
    none: 'None: items are not divided for training and testing.',
    fromColumn: (column: string) => `As in the column “${column}”`,
    summary: (parts: string, apart: readonly string[]) =>
      `${parts}; ${apart.length > 0 ? `no two share ${apart.join(', ')}` : 'nothing is kept apart'}.`,
    apartShort: {
      recording: 'a recording',
      speaker: 'a speaker',
      session: 'a session',
      dialogue: 'a dialogue',
      duplicates: 'a near duplicate',
    },
    modes: { none: 'None', build: 'Build them', column: 'From a column' },
    modeNotes: {
      none: 'Releases have no splits.',
      build:
        'Items that hang together stay together, and each split gets its share of the items and of the labels. Items keep the split that they had in the release before.',
      column:
        'The splits that the items came with, if nothing leaks. If something does, the release is refused and says what.',
    },
    shares: 'Splits and their part of the items',
    nameOf: (at: number) => `Name of split ${String(at)}`,
    shareOf: (name: string) => `Share of ${name || 'this split'}`,
    remove: (name: string) => `Remove ${name || 'this split'}`,
    add: 'Add a split',
    sumShown: (sum: number) => `sum ${n(sum)} %`,
    sum: (sum: number) => `The shares sum to ${n(sum)} %; they must sum to 100 %.`,
    nameUnfit: (name: string) =>
      name
        ? `“${name}” cannot be the name of a split: use letters, digits, “.”, “_” and “-”.`
        : 'Each split needs a name, such as train.',
    nameTwice: (name: string) => `Two splits are called ${name}.`,
    shareMissing: 'Each split needs a share of more than 0 %.',
    column: 'Column',
    columnNote: 'Of the imported table, such as split or fold.',
    columnMissing: 'Name the column that has the splits.',
    apart: 'No two splits share',
    apartWhy: 'What a model could recognise instead of the emotion.',
    apartBy: {
      recording: 'a recording',
      speaker: 'a speaker (voices that an engine found are told apart within a recording only)',
      session: 'a recording session',
      dialogue: 'a dialogue',
      duplicates:
        'a near duplicate: a recording that sounds or looks the same, or a text of items without media',
    },
    stratify: 'Alike in all splits',
    stratifyNote: 'The soft label of this question.',
    firstQuestion: 'the first question',
    seed: 'Seed',
    seedNote: 'Another one, another draw.',
    preview: 'See how it comes out',
    saved: 'The next release is divided like this.',
    split: 'Split',
    items: 'Items',
    recordings: 'Recordings',
    speakers: 'Speakers',
    time: 'Length',
    labels: 'Labels',
    apartColumn: 'Apart',
    apartNote:
      'Total variation distance between its labels and those of all: 0 is alike, 1 is not at all',
    ofWanted: (wanted: string) => `of ${wanted} wanted`,
    groups: (groups: number, largest: number) =>
      `${some(groups, 'group', 'groups')} of items that hang together, the largest of ${some(largest, 'item', 'items')}.`,
    inNone: (items: number) => `${some(items, 'item is', 'items are')} in no split.`,
    moved: (items: number) =>
      `${some(items, 'item is', 'items are')} in another split than in the release before.`,
    nearDuplicates: (items: number) =>
      `${some(items, 'item has', 'items have')} a near duplicate and ${items === 1 ? 'stays' : 'stay'} beside it.`,
    stratifiedBy: (question: string) => `Labels are those of ${question}.`,
  },
  about: {
    title: 'Authors, licence, purpose',
    change: 'Change authors, licence and purpose',
    noAuthors: 'No authors.',
    noLicence: 'No licence: without one nobody may reuse the data.',
    saved: 'The next release says so.',
    authors: 'Authors, in the order of the citation',
    authorOf: (at: number) => `Author ${String(at)}`,
    addAuthor: 'Add an author',
    remove: (name: string) => `Remove ${name}`,
    name: 'Name',
    orcid: 'ORCID',
    affiliation: 'Affiliation',
    licence: 'Licence of ratings and labels',
    licenceNote: 'An SPDX identifier. Recordings have their own.',
    contact: 'Contact',
    url: 'Address',
    doi: 'DOI',
    purpose: 'Purpose',
    collection: 'How recordings were collected',
    ethics: 'Ethical review and consent',
    funding: 'Funding',
    notes: {
      contact: 'Whom a reader can ask.',
      url: 'Where the data set is described.',
      doi: 'Such as 10.5281/zenodo.12345.',
      purpose: 'Why the data set was made.',
      collection: 'From where, from whom, when.',
      ethics: 'Which board, under which number; what people agreed to.',
      funding: 'Who paid, under which grant.',
    },
  },
  contents: {
    title: 'People and their words',
    change: 'Change what is held of people',
    withText: 'Free text is in it as it was typed.',
    withoutText: 'Without free text.',
    consentRequired: 'Consent to every recording is required.',
    requireConsent: 'Require consent to every recording',
    requireConsentNote:
      'A recording of whose consent nobody knows stops the release, and is kept out of exports. Without this there is a warning in the data card.',
    smallestGroup: 'Raters who share what is told of them, at least',
    smallestGroupNote:
      'From 2 to 100. Attributes of raters, such as their age group, are withheld where fewer share the whole combination.',
    saved: 'The next release goes by it.',
    freeText: 'With free text',
    freeTextNote:
      'Answers to questions of kind text, reasons for words and rejected drafts, edited texts and the notes of decisions, as they were typed: they may name people. Words of an open vocabulary are answers and are always there.',
  },
  report: {
    open: 'What is in it',
    first: 'The first release of the project',
    since: (release: string) => `Since ${release}`,
    items: (counts: Counts) => told('Items', counts),
    ratings: (counts: Counts) => told('Ratings', counts),
    broken: (questions: readonly string[]) =>
      `Questions that can no longer be read as before: ${questions.join(', ')}`,
    agreement: (question: string, stat: string, before: string, after: string) =>
      `${question}, ${stat}: ${before}, then ${after}`,
    undefined: 'undefined',
    methods: 'For a methods section',
    copyMethods: 'Copy the paragraph',
    copyCitation: 'Copy CITATION.cff',
  },
}
