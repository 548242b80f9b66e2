import { Button } from '@mantine/core'

import type { DividedItem, Question } from '../../../api/types'
import { m } from '../../../i18n'
import { saveCsv, saveDrawing } from '../../plots/save'
import styles from '../explorer.module.css'
import { NumbersDrawing } from './Numbers'
import { PointsDrawing } from './Points'
import { answersTable } from './table'
import { isVoted } from './votes'
import { VotesDrawing } from './VotesDrawing'

const WIDTH = 640 // of a saved drawing, however wide the page is

/** The drawing of the answers to one item; null where they are words. */
function drawingOf(question: Question, { answers }: DividedItem): React.ReactNode {
  const drawn = { answers, width: WIDTH }
  if (isVoted(question)) return <VotesDrawing question={question} {...drawn} />
  if (question.kind === 'scale') return <NumbersDrawing question={question} {...drawn} />
  if (question.kind === 'grid') return <PointsDrawing question={question} {...drawn} />
  return null
}

interface SaveAnswersProps {
  question: Question
  item: DividedItem
  /** Name of the files, without ending. */
  file: string
}

/** The plot of one item as SVG, its answers as CSV. */
export function SaveAnswers({ question, item, file }: SaveAnswersProps) {
  const drawing = drawingOf(question, item)
  return (
    <div className={styles.save}>
      {drawing && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`${m.common.saveSvg}: ${item.key}`}
          onClick={() => {
            saveDrawing(drawing, file)
          }}
        >
          {m.common.saveSvg}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={`${m.common.saveCsv}: ${item.key}`}
        onClick={() => {
          const { head, rows } = answersTable(question, item.answers)
          saveCsv(head, rows, file)
        }}
      >
        {m.common.saveCsv}
      </Button>
    </div>
  )
}
