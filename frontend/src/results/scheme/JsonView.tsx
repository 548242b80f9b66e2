import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'

import { m } from '../../i18n'
import type { Body } from './editing'
import { objects } from './kinds'

/** The text as a scheme, or what keeps it from being one. */
export function readScheme(text: string): { body: Body } | { wrong: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { wrong: m.studio.editor.jsonWrong(error instanceof Error ? error.message : '') }
  }
  const body = value as Partial<Body> | null
  const questions = Array.isArray(body?.questions) ? body.questions : null
  if (!body || !questions || objects(questions).length !== questions.length) {
    return { wrong: m.studio.editor.jsonShape }
  }
  return {
    body: {
      name: String(body.name ?? ''),
      title: String(body.title ?? ''),
      questions: questions.map((question) => ({
        ...question,
        id: String(question.id),
        kind: String(question.kind),
      })),
    },
  }
}

export function JsonView({ body, onBody }: { body: Body; onBody: (body: Body) => void }) {
  const [text, setText] = useState(() => JSON.stringify(body, null, 2))
  const read = readScheme(text)
  return (
    <>
      <Textarea
        aria-label={m.studio.editor.jsonLabel}
        autosize
        minRows={16}
        maxRows={36}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--font-mono)', fontSize: 13 } }}
        value={text}
        error={'wrong' in read ? read.wrong : null}
        onChange={(event) => {
          setText(event.currentTarget.value)
        }}
      />
      <Group justify="flex-end" mt="sm">
        <Button
          disabled={'wrong' in read}
          onClick={() => {
            if ('body' in read) onBody(read.body)
          }}
        >
          {m.studio.editor.jsonApply}
        </Button>
      </Group>
    </>
  )
}
