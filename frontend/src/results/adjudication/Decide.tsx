import { Alert, Button, Textarea } from '@mantine/core'

import { Key } from '../../actions/Key'
import { Panel } from '../../app/Page'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import type { SegmentPlayer } from '../../player/segmentPlayer'
import { QuestionCard } from '../../tasks/QuestionCard'
import questionStyles from '../../tasks/questions.module.css'
import type { Deciding } from './useDeciding'
import styles from './adjudication.module.css'

const t = m.studio.adjudication

/** The questions of the rating page, for those that are decided, and the reason. */
export function Decide({ deciding, player }: { deciding: Deciding; player: SegmentPlayer | null }) {
  const { answering, answers, task, problems } = deciding
  const { stop } = answering
  return (
    <Panel title={t.decision} note={t.decisionNote}>
      <form
        className={styles.decide}
        onSubmit={(event) => {
          event.preventDefault()
          deciding.save()
        }}
      >
        <div className={questionStyles.list}>
          {answering.questions.map((question) => (
            <QuestionCard
              key={question.id}
              question={question}
              answer={answers[question.id]}
              picked={answering.picked[question.id] ?? null}
              active={stop?.question.id === question.id ? stop.part : null}
              problem={problems[question.id] ?? null}
              locked={deciding.saving}
              task={task}
              player={player}
              onActive={answering.activate}
              onAnswer={answering.setAnswer}
              onPick={answering.pick}
            />
          ))}
        </div>
        <Textarea
          label={t.reason}
          description={t.reasonNote}
          autosize
          minRows={2}
          maxLength={5000}
          value={deciding.note}
          onChange={(event) => {
            deciding.setNote(event.currentTarget.value)
          }}
        />
        {deciding.error !== null && (
          <Alert color="red" role="alert">
            {errorText(deciding.error)}
          </Alert>
        )}
        <div className={styles.submit}>
          <span className={styles.small}>{deciding.empty ? t.nothing : t.stays}</span>
          <Button
            type="submit"
            disabled={deciding.empty}
            loading={deciding.saving}
            rightSection={<Key name="Enter" />}
          >
            {t.save}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
