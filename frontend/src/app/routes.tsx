import { lazy } from 'react'
import { Navigate, useParams } from 'react-router'
import type { RouteObject } from 'react-router'

import type { Role } from '../api/types'
import { JoinPage } from '../join/JoinPage'
import { LeftPage } from '../join/LeaveStudy'
import { ContentNote } from '../tasks/screens/ContentNote'
import { MyAnswersPage } from '../tasks/work/MyAnswersPage'
import { OneTab } from '../tasks/screens/OneTab'
import { RatingPage } from '../tasks/RatingPage'
import { WorkPage } from '../tasks/work/WorkPage'
import { RouteError } from './RouteError'
import { Shell } from './Shell'
import { SignIn } from './SignIn'
import { SignOut } from './SignOut'
import { NotFound } from './States'
import { RequireRole, RequireUser, homeOf, useUser } from './session'

/** Raters load the rating page alone; what researchers and admins need comes when it is asked for. */
const results = () => import('../results/pages')
const admin = () => import('../admin/pages')

const ProjectsPage = lazy(async () => ({ default: (await results()).ProjectsPage }))
const NewProjectPage = lazy(async () => ({ default: (await results()).NewProjectPage }))
const ProjectLayout = lazy(async () => ({ default: (await results()).ProjectLayout }))
const OverviewTab = lazy(async () => ({ default: (await results()).OverviewTab }))
const ImportTab = lazy(async () => ({ default: (await results()).ImportTab }))
const ItemsTab = lazy(async () => ({ default: (await results()).ItemsTab }))
const ItemPage = lazy(async () => ({ default: (await results()).ItemPage }))
const TurnsPage = lazy(async () => ({ default: (await results()).TurnsPage }))
const PeopleTab = lazy(async () => ({ default: (await results()).PeopleTab }))
const DisagreementTab = lazy(async () => ({ default: (await results()).DisagreementTab }))
const AdjudicatePage = lazy(async () => ({ default: (await results()).AdjudicatePage }))
const RecruitingTab = lazy(async () => ({ default: (await results()).RecruitingTab }))
const LinkPage = lazy(async () => ({ default: (await results()).LinkPage }))
const ChecksTab = lazy(async () => ({ default: (await results()).ChecksTab }))
const ChooseItemPage = lazy(async () => ({ default: (await results()).ChooseItemPage }))
const KnownItemPage = lazy(async () => ({ default: (await results()).KnownItemPage }))
const SchemeTab = lazy(async () => ({ default: (await results()).SchemeTab }))
const SettingsTab = lazy(async () => ({ default: (await results()).SettingsTab }))
const AgreementTab = lazy(async () => ({ default: (await results()).AgreementTab }))
const RatersPage = lazy(async () => ({ default: (await results()).RatersPage }))
const RaterPage = lazy(async () => ({ default: (await results()).RaterPage }))
const LabelsTab = lazy(async () => ({ default: (await results()).LabelsTab }))
const DraftsTab = lazy(async () => ({ default: (await results()).DraftsTab }))
const ReleasesTab = lazy(async () => ({ default: (await results()).ReleasesTab }))
const MediaPage = lazy(async () => ({ default: (await admin()).MediaPage }))
const JobsPage = lazy(async () => ({ default: (await admin()).JobsPage }))
const JobPage = lazy(async () => ({ default: (await admin()).JobPage }))
const CardsPage = lazy(async () => ({ default: (await admin()).CardsPage }))
const UsersPage = lazy(async () => ({ default: (await admin()).UsersPage }))
const SystemPage = lazy(async () => ({ default: (await admin()).SystemPage }))

const RESEARCH: readonly Role[] = ['admin', 'researcher']
const ADMIN: readonly Role[] = ['admin']

function only(roles: readonly Role[], element: React.ReactNode) {
  return <RequireRole roles={roles}>{element}</RequireRole>
}

function Home() {
  return <Navigate to={homeOf(useUser())} replace />
}

function Rating() {
  const user = useUser()
  const { slug = '' } = useParams()
  return (
    <ContentNote key={slug} user={user} slug={slug}>
      <OneTab name={`emotate:rate:${String(user.id)}:${slug}`}>
        <RatingPage user={user} />
      </OneTab>
    </ContentNote>
  )
}

export const routes: RouteObject[] = [
  { path: '/signin', element: <SignIn />, errorElement: <RouteError /> },
  { path: '/signout', element: <SignOut />, errorElement: <RouteError /> },
  { path: '/join/:token', element: <JoinPage />, errorElement: <RouteError /> },
  { path: '/join/:token/left', element: <LeftPage />, errorElement: <RouteError /> },
  {
    path: '/rate/:slug',
    element: (
      <RequireUser>
        <Rating />
      </RequireUser>
    ),
    errorElement: <RouteError />,
  },
  {
    path: '/',
    element: (
      <RequireUser>
        <Shell />
      </RequireUser>
    ),
    errorElement: <RouteError />,
    children: [
      { index: true, element: <Home /> },
      { path: 'work', element: <WorkPage /> },
      { path: 'answers/:slug', element: <MyAnswersPage /> },
      { path: 'adjudicate/:slug', element: <AdjudicatePage /> },
      { path: 'adjudicate/:slug/:id', element: <AdjudicatePage /> },
      { path: 'projects', element: only(RESEARCH, <ProjectsPage />) },
      { path: 'projects/new', element: only(RESEARCH, <NewProjectPage />) },
      {
        path: 'projects/:slug',
        element: only(RESEARCH, <ProjectLayout />),
        children: [
          { index: true, element: <OverviewTab /> },
          { path: 'items', element: <ItemsTab /> },
          { path: 'items/:id', element: <ItemPage /> },
          { path: 'recordings/:id/turns', element: <TurnsPage /> },
          { path: 'import', element: <ImportTab /> },
          { path: 'checks', element: <ChecksTab /> },
          { path: 'checks/choose', element: <ChooseItemPage /> },
          { path: 'checks/:id', element: <KnownItemPage /> },
          { path: 'people', element: <PeopleTab /> },
          { path: 'recruiting', element: <RecruitingTab /> },
          { path: 'recruiting/:id', element: <LinkPage /> },
          { path: 'scheme', element: <SchemeTab /> },
          { path: 'settings', element: <SettingsTab /> },
          { path: 'agreement', element: <AgreementTab /> },
          { path: 'disagreement', element: <DisagreementTab /> },
          { path: 'disagreement/:id', element: <DisagreementTab /> },
          { path: 'raters', element: <RatersPage /> },
          { path: 'raters/:id', element: <RaterPage /> },
          { path: 'labels', element: <LabelsTab /> },
          { path: 'drafts', element: <DraftsTab /> },
          { path: 'releases', element: <ReleasesTab /> },
          { path: '*', element: <NotFound /> },
        ],
      },
      { path: 'media', element: only(ADMIN, <MediaPage />) },
      { path: 'jobs', element: only(ADMIN, <JobsPage />) },
      { path: 'jobs/:id', element: only(ADMIN, <JobPage />) },
      { path: 'cards', element: only(RESEARCH, <CardsPage />) },
      { path: 'users', element: only(ADMIN, <UsersPage />) },
      { path: 'system', element: only(ADMIN, <SystemPage />) },
      { path: '*', element: <NotFound /> },
    ],
  },
]
