import type { Translation } from '../shape'
import { admin } from './admin'
import { blocks } from './blocks'
import { common } from './common'
import { kinds } from './kinds'
import { own } from './own'
import { rating } from './rating'
import { refusals } from './refusals'
import { results } from './results'
import { studio } from './studio'
import { time } from './time'
import { turns } from './turns'
import { withdraw } from './withdraw'

/** Modern Standard Arabic. What is missing here is shown in English, and fails the test of the catalogues. */
export const ar: Translation = {
  ...common,
  ...kinds,
  ...time,
  ...rating,
  ...blocks,
  ...refusals,
  ...results,
  ...admin,
  own,
  studio,
  turns,
  withdraw,
}
