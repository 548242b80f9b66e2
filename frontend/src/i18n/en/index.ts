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

export const en = {
  ...common,
  ...kinds,
  ...rating,
  ...blocks,
  ...refusals,
  ...results,
  ...admin,
  ...time,
  own,
  studio,
  turns,
  withdraw,
}
