import { Alert, Button, Group, Select, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'

import { decisions, setKnownItem } from '../../api/decisions'
import { queries } from '../../api/queries'
import type { ItemShown, KnownItem, Question } from '../../api/types'
import { Panel } from '../../app/Page'
import { Leaving, useLeaving } from '../../app/Leaving'
import { Loading, errorText } from '../../app/States'
import { m } from '../../i18n'
import { useProject } from '../ProjectLayout'
import { ShownItem } from '../items/ItemPage'
import shared from '../results.module.css'
import { ExpectedField } from './ExpectedField'
import { judging } from './expected'
import { KNOWN_ROLES } from './rules'
import styles from './checks.module.css'

const t = m.studio.checks

function useSave(slug: string, id: number, key: string, savedRef: React.RefObject<boolean>) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: KnownItem) => setKnownItem(slug, id, body),
    onSuccess: async () => {
      savedRef.current = true
      await client.invalidateQueries({ queryKey: ['project', slug] })
      notifications.show({ message: t.form.saved(key) })
      void navigate(`/projects/${slug}/checks`)
    },
  })
}

interface FormProps {
  slug: string
  id: number
  itemKey: string
  known: KnownItem
  questions: readonly Question[]
}

function RoleField({ role, onRole }: { role: KnownItem['role']; onRole: (role: string) => void }) {
  const roles = KNOWN_ROLES.map((value) => ({ value, label: t.roles[value] }))
  const line = role === 'normal' ? '' : t.roleLines[role]
  return (
    <Select
      label={t.form.role}
      description={line}
      inputWrapperOrder={['label', 'input', 'description']}
      allowDeselect={false}
      data={[...roles, { value: 'normal', label: t.form.normal }]}
      value={role}
      onChange={(value) => {
        onRole(value ?? 'normal')
      }}
    />
  )
}

function Form({ slug, id, itemKey, known, questions }: FormProps) {
  const [role, setRole] = useState<KnownItem['role']>(known.role === 'normal' ? 'gold' : known.role)
  const [expected, setExpected] = useState(known.expected)
  const [explanation, setExplanation] = useState(known.explanation)
  const [missing, setMissing] = useState(false)
  const saved = useRef(false)
  const save = useSave(slug, id, itemKey, saved)
  const now = JSON.stringify([role, judging(expected), explanation])
  const [before] = useState(now)
  const leaving = useLeaving(now !== before, saved)
  const isKnown = role !== 'normal'
  const submit = () => {
    const answers = judging(expected)
    const lacks = isKnown && Object.keys(answers).length === 0
    setMissing(lacks)
    if (lacks) return
    save.mutate(
      isKnown ? { role, expected: answers, explanation } : { role, expected: {}, explanation: '' },
    )
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <RoleField
        role={role}
        onRole={(next) => {
          setRole(KNOWN_ROLES.find((one) => one === next) ?? 'normal')
        }}
      />
      {isKnown && (
        <>
          <div>
            <h3 className={styles.subtitle}>{t.form.expected}</h3>
            <p className={styles.note}>{t.form.expectedNote}</p>
          </div>
          {questions.map((question) => (
            <ExpectedField
              key={question.id}
              question={question}
              accepted={expected[question.id]}
              onAccepted={(accepted) => {
                setMissing(false)
                setExpected(({ [question.id]: _old, ...others }) =>
                  accepted ? { ...others, [question.id]: accepted } : others,
                )
              }}
            />
          ))}
          <Textarea
            label={t.form.explanation}
            description={t.form.explanationNote}
            autosize
            minRows={2}
            value={explanation}
            onChange={(event) => {
              setExplanation(event.currentTarget.value)
            }}
          />
        </>
      )}
      {(missing || save.error) && (
        <Alert color="red" role="alert">
          {missing ? t.form.needed : errorText(save.error)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" component={Link} to={`/projects/${slug}/checks`}>
          {m.common.cancel}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t.form.save}
        </Button>
      </Group>
      <Leaving blocker={leaving} lost={t.form.lost} />
    </form>
  )
}

function Known({ shown, id }: { shown: ItemShown; id: number }) {
  const { slug } = useProject()
  const known = useQuery({ ...decisions.knownItem(slug, id), refetchOnWindowFocus: false })
  return (
    <div className={shared.twoColumns}>
      <Panel
        title={shown.item}
        tools={
          <Button
            size="compact-sm"
            variant="default"
            component={Link}
            to={`/projects/${slug}/checks`}
          >
            {t.back}
          </Button>
        }
      >
        <ShownItem shown={shown} />
      </Panel>
      <Panel>
        <Loading query={known} rows={3}>
          {(body) => (
            <Form
              key={id}
              slug={slug}
              id={id}
              itemKey={shown.item}
              known={body}
              questions={shown.scheme.questions}
            />
          )}
        </Loading>
      </Panel>
    </div>
  )
}

/** One item with the answers that are right for it. */
export function KnownItemPage() {
  const { slug } = useProject()
  const { id = '' } = useParams()
  const shown = useQuery(queries.itemShown(slug, Number(id)))
  return (
    <Loading query={shown}>{(item) => <Known key={id} shown={item} id={Number(id)} />}</Loading>
  )
}
