import { blocks } from './blocks'
import type { BlockValues } from './blocks'

/** What stands in the words, as the server tells it: each reason has its own of them. */
export interface RefusalValues extends Pick<BlockValues, 'closed'> {
  project: string
  item: string
  parameter: string
  most: number
  tag: string
}

type Words = (values: RefusalValues) => string

/** What raters, participants and adjudicators can be refused, by the reason that the server tells. */
export const refusals = {
  refusals: {
    answered: () =>
      'This item was answered already, perhaps in another tab. Open it again to change the answer.',
    changing: () => 'The items of this project are being changed just now. Ask again in a moment.',
    closed: ({ project }) => `“${project}” is closed and takes no more answers.`,
    complete: () =>
      'Other raters have completed this item in the meantime; go on with the next one.',
    ended: () => 'This item is submitted or skipped already; open it again first.',
    has_completed: () =>
      'You have completed this study already. Write to the researcher if you want your answers removed.',
    id_missing: ({ parameter, most }) =>
      `The address lacks your id: ${parameter} must have 1 to ${most.toLocaleString('en')} characters. Open the link as your recruiting service gave it.`,
    in_progress: () => 'This item is in progress: there is nothing to take back yet.',
    key_used: () =>
      'This answer was sent for another item before. Reload the page and submit again.',
    language_tag: ({ tag }) => `“${tag}” is no language code, such as pt or pt-BR.`,
    no_consent: () =>
      'You take part only if you agree. If you do not, close this page; nothing was stored.',
    no_study: () => 'This link does not lead to a study. Check that it was copied whole.',
    not_joined: () => 'You did not join by this link, so there is nothing to give back.',
    not_yours: () => 'This item is not yours to rate. Open My work and continue from there.',
    other_draft: () =>
      'An answer is to another draft than the one that you were shown. Reload the page.',
    practice_stays: () => 'Practice and quiz items cannot be changed once answered.',
    quiz_whole: () => 'A quiz is answered whole: give your best answer to this item.',
    study_closed: ({ closed }) => blocks.closedStudy[closed],
    undecidable: ({ item }) => `Nobody has answered “${item}” yet; there is nothing to decide.`,
  } satisfies Record<string, Words>,
}
