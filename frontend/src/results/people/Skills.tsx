import { Button, Group, Modal, TagsInput } from '@mantine/core'
import { useState } from 'react'

import type { Member, RaterQuality } from '../../api/types'
import { m } from '../../i18n'
import { Tag } from '../../theme/Tag'
import { useGrant } from '../checks/RaterResults'
import { knownAs } from './knownAs'

const t = m.studio.people

interface SkillsProps {
  slug: string
  member: Member
  /** Nothing is known of somebody who has never begun. */
  has: RaterQuality | undefined
}

function Form({ slug, member, has, onDone }: SkillsProps & { onDone: () => void }) {
  const [languages, setLanguages] = useState(has?.languages ?? [])
  const [certificates, setCertificates] = useState(has?.certificates.map(({ name }) => name) ?? [])
  const grant = useGrant(slug)
  const save = () => {
    const body = {
      username: member.username,
      certificates,
      another_quiz: false,
      resume: false,
      ...(languages.length > 0 || has ? { languages } : {}),
    }
    grant.mutate({ body, told: t.granted(knownAs(member)) }, { onSuccess: onDone })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TagsInput
        label={t.languages}
        description={t.languagesNote}
        mb="md"
        data={['en', 'de', 'fr', 'es', 'pt', 'ar', 'he', 'zh', 'ja']}
        value={languages}
        onChange={setLanguages}
      />
      <TagsInput
        label={t.certificates}
        description={t.certificatesNote}
        data={['FACS']}
        value={certificates}
        onChange={setCertificates}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onDone}>
          {m.common.cancel}
        </Button>
        <Button type="submit" loading={grant.isPending}>
          {m.common.save}
        </Button>
      </Group>
    </form>
  )
}

/** What a rater brings along: said by themselves, or granted here. */
export function Skills(props: SkillsProps) {
  const { member, has } = props
  const who = knownAs(member)
  const [open, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
  }
  return (
    <Group gap={6}>
      {has?.languages.map((language) => (
        <Tag key={language}>{language}</Tag>
      ))}
      {has?.certificates.map(({ name }) => (
        <Tag key={name} tone="accent">
          {name}
        </Tag>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={t.editOf(who)}
        onClick={() => {
          setOpen(true)
        }}
      >
        {t.edit}
      </Button>
      <Modal opened={open} onClose={close} title={t.editOf(who)}>
        <Form {...props} onDone={close} />
      </Modal>
    </Group>
  )
}
