import { Button, Table } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { decisions, grantRater } from '../../api/decisions'
import type { ProjectDetail, Quality, RaterQuality } from '../../api/types'
import { Panel } from '../../app/Page'
import { errorText } from '../../app/States'
import { formatPercent, m } from '../../i18n'
import { Tag } from '../../theme/Tag'
import shared from '../results.module.css'
import { missesAllowed } from './rules'
import styles from './checks.module.css'

const t = m.studio.checks

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

function Actions({ rater, slug }: { rater: RaterQuality; slug: string }) {
  const grant = useGrant(slug)
  const { username } = rater
  const button = (label: string, body: Parameters<typeof grantRater>[1], told: string) => (
    <Button
      size="compact-sm"
      variant="default"
      loading={grant.isPending}
      aria-label={`${label}: ${username}`}
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
        button(t.resume, { username, resume: true, another_quiz: false }, t.resumed(username))}
      {rater.quiz &&
        !rater.quiz.passed_at &&
        button(t.again, { username, another_quiz: true, resume: false }, t.allowed(username))}
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
        <Table.ScrollContainer minWidth={760}>
          <Table verticalSpacing={8}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.rater}</Table.Th>
                <Table.Th>{t.roles.gold}</Table.Th>
                <Table.Th>{t.roles.attention}</Table.Th>
                <Table.Th>{t.quiz}</Table.Th>
                <Table.Th>{t.state}</Table.Th>
                <Table.Th>
                  <span className="visually-hidden">{m.common.tools}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {quality.raters.map((rater) => (
                <Table.Tr key={rater.rater}>
                  <Table.Td>
                    <bdi>{rater.username}</bdi>
                  </Table.Td>
                  <Table.Td className="num">{rateText(rater.gold)}</Table.Td>
                  <Table.Td className="num">{rateText(rater.attention)}</Table.Td>
                  <Table.Td className="num">{quizText(rater)}</Table.Td>
                  <Table.Td>
                    <State rater={rater} most={most} />
                  </Table.Td>
                  <Table.Td className={styles.end}>
                    <Actions rater={rater} slug={project.slug} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  )
}
