import { n } from '../counts'

export const people = {
  roleLines: {
    rater: 'Rates items, and sees nobody else’s answers.',
    researcher: 'Sees everything of the project and changes it.',
    adjudicator: 'Sees all answers to an item under letters and decides; gives no ratings here.',
  } as Record<string, string>,
  done: 'Done',
  ofLimit: (done: number, most: number) => `${n(done)} of ${n(most)}`,
  skills: 'Languages and certificates',
  edit: 'Edit',
  editOf: (who: string) => `Edit languages and certificates of ${who}`,
  languages: 'Languages',
  languagesNote: 'Tags such as en or pt-BR. Raters can say them themselves.',
  certificates: 'Certificates',
  certificatesNote: 'Such as FACS: you vouch that they have it.',
  granted: (who: string) => `Saved for ${who}.`,
  stopped: 'stopped',
  person: 'Person',
  cameBy: (id: string, link: string) => `${id} (${link})`,
  linkOf: (id: string, link: string) => `${link}, the recruiting link that ${id} came by`,
  limits: (perRater: string, perDay: string) =>
    `Limits: ${perRater} items per rater in all, ${perDay} a day. Change them in Settings.`,
  paceNote: 'Pace is the mean active time per item; pauses do not count.',
}
