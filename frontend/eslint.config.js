import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const READ_ATTRIBUTES = [
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'description',
  'label',
  'note',
  'placeholder',
  'text',
  'title',
]
const WORD = '/\\p{L}{2,}/u'
const message = 'Put words that people read into src/i18n/en and show them through m.'

/** Text between tags, in braces between tags, and in attributes that are read. */
const bareWords = [
  // Commands are the same in every language.
  `:not(JSXElement[openingElement.name.name='code']) > JSXText[value=${WORD}]`,
  ...['JSXElement', 'JSXFragment'].flatMap((parent) => [
    `${parent} > JSXExpressionContainer > Literal[value=${WORD}]`,
    `${parent} > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=${WORD}]`,
    `${parent} > JSXExpressionContainer > ConditionalExpression > Literal[value=${WORD}]`,
    `${parent} > JSXExpressionContainer > LogicalExpression > Literal[value=${WORD}].right`,
  ]),
  ...[
    `> Literal[value=${WORD}]`,
    `> JSXExpressionContainer > Literal[value=${WORD}]`,
    `> JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=${WORD}]`,
    `> JSXExpressionContainer > ConditionalExpression > Literal[value=${WORD}]`,
  ].map((inside) => `JSXAttribute[name.name=/^(${READ_ATTRIBUTES.join('|')})$/] ${inside}`),
].map((selector) => ({ selector, message }))

export default tseslint.config(
  { ignores: ['dist', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  reactHooks.configs.flat['recommended-latest'],
  jsxA11y.flatConfigs.strict,
  {
    files: ['src/**/*.{ts,tsx}', 'vite.config.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Catalogues are lists of words.
    files: ['src/i18n/*/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // Words that people read come from the catalogues in src/i18n, in every language.
    files: ['src/**/*.tsx'],
    ignores: ['src/**/*.test.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...bareWords] },
  },
  {
    // HTTP has one home: everything else asks src/api.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/api/**', 'src/testing/**', 'src/**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-globals': ['error', 'fetch', 'XMLHttpRequest'] },
  },
)
