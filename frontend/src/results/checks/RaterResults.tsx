import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { decisions, grantRater } from '../../api/decisions'
import type { ProjectDetail, Quality, RaterQuality } from '../../api/types'
import { CardRow, CardTable, Cell } from '../../app/CardTable'
import { Panel } from '../../app/Page'
import { errorText } from '../../app/States'
import { formatPercent, m } from '../../i18n'
import { Tag } from '../../theme/Tag'
import { PersonName } from '../people/PersonName'
import { knownAs } from '../people/knownAs'
import shared from '../results.module.css'
import { missesAllowed } from './rules'
import styles from './checks.module.css'

const t = m.studio.checks

const COLUMNS = [
  { title: t.rater },
  { title: t.roles.gold },
  { title: t.roles.attention },
  { title: t.quiz },
  { title: t.state },
  { title: m.common.tools, quiet: true },
]

function rateText({ seen, correct }: RaterQuality['gold']): string {
  return seen === 0 ? '–' : t.rate(correct, seen, formatPercent(correct / seen))
}

function quizText({ quiz }: RaterQuality): string {
  if (!quiz) return '–'
  const share = quiz.score === null ? '–' : formatPercent(quiz.score)
  return quiz.passed_at ? t.quizPassed(share, quiz.attempts) : t.quizFailed(share, quiz.attempts)
}

/** Ask for something about a rater; what comes back is everybody's quality. */
export function useGrant(slug: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body }: { body: Parameters<typeof grantRater>[1]; told: string }) =>
      grantRater(slug, body),
    onSuccess: (quality, { told }) => {
      client.setQueryData(decisions.quality(slug).queryKey, quality)
      notifications.show({ message: told })
    },
    onError: (error) => {
      notifications.show({ color: 'red', message: errorText(error) })
    },
  })
}

/** Whether there is anything to do for somebody. */
function actsOn({ stopped_at: stopped, quiz }: RaterQuality): boolean {
  return stopped !== null || (quiz !== null && !quiz.passed_at)
}

function Actions({ rater, slug }: { rater: RaterQuality; slug: string }) {
  const grant = useGrant(slug)
  const { username } = rater
  const who = knownAs(rater)
  const button = (label: string, body: Parameters<typeof grantRater>[1], told: string) => (
    <Button
      size="compact-sm"
      variant="default"
      loading={grant.isPending}
      aria-label={`${label}: ${who}`}
      onClick={() => {
        grant.mutate({ body, told })
      }}
    >
      {label}
    </Button>
  )
  return (
    <div className={styles.actions}>
      {rater.stopped_at &&
        button(t.resume, { username, resume: true, another_quiz: false }, t.resumed(who))}
      {rater.quiz &&
        !rater.quiz.passed_at &&
        button(t.again, { username, another_quiz: true, resume: false }, t.allowed(who))}
    </div>
  )
}

function State({ rater, most }: { rater: RaterQuality; most: number | null }) {
  return (
    <>
      <Tag tone={rater.stopped_at ? 'bad' : 'good'}>{rater.stopped_at ? t.stopped : t.working}</Tag>
      {rater.stop_reason && <p className={shared.small}>{rater.stop_reason}</p>}
      {most !== null && !rater.stopped_at && rater.misses > 0 && (
        <p className={shared.small}>{t.missesOf(rater.misses, most)}</p>
      )}
    </>
  )
}

/** How each rater did on known items and the quiz, and what can be done for them. */
export function RaterResults({ project, quality }: { project: ProjectDetail; quality: Quality }) {
  const most = missesAllowed(project.policy)
  return (
    <Panel title={t.raters} note={t.ratersNote}>
      {quality.raters.length === 0 ? (
        <p className={shared.small}>{t.ratersEmpty}</p>
      ) : (
        <CardTable columns={COLUMNS}>
          {quality.raters.map((rater) => (
            <CardRow key={rater.rater}>
              <Cell part="title">
                <PersonName person={rater} />
              </Cell>
              <Cell name={t.roles.gold} num empty={rater.gold.seen === 0}>
                {rateText(rater.gold)}
              </Cell>
              <Cell name={t.roles.attention} num empty={rater.attention.seen === 0}>
                {rateText(rater.attention)}
              </Cell>
              <Cell name={t.quiz} num empty={!rater.quiz}>
                {quizText(rater)}
              </Cell>
              <Cell name={t.state}>
                <State rater={rater} most={most} />
              </Cell>
              <Cell part="wide" className={styles.end} empty={!actsOn(rater)}>
                <Actions rater={rater} slug={project.slug} />
              </Cell>
            </CardRow>
          ))}
        </CardTable>
      )}
    </Panel>
  )
}
