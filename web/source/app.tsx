import { useMemo } from 'preact/hooks';
import { readMe } from './api/courses.ts';
import { token } from './api/token.ts';
import { signOut } from './api/session.ts';
import { CourseFrame } from './course-frame.tsx';
import { CoursesPage } from './pages/courses.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { Bar } from './parts/bar.tsx';
import { ProblemNotice } from './parts/problem-notice.tsx';
import { Said } from './parts/said.tsx';
import { Loading } from './parts/show.tsx';
import { usePreferences } from './preferences.ts';
import { linkTo } from './route.ts';
import { useAnswer } from './use-answer.ts';
import { useRoute } from './use-route.ts';
import { WordsContext } from './words/use-words.ts';
import { createWords } from './words/words.ts';

/** The whole page: who reads, in which language, and where they are. */
export function App() {
  const preferences = usePreferences();
  const words = useMemo(() => createWords(preferences.language), [preferences.language]);
  const route = useRoute();
  const me = useAnswer('me', readMe);

  const leave = async () => {
    await signOut().catch(() => undefined);
    token.forget();
    location.assign(linkTo(['sign-in']));
    me.reload();
  };

  const [first, slug] = route.parts;
  const isKnown = me.value !== undefined && me.problem === undefined;
  return (
    <WordsContext.Provider value={words}>
      <Said>
        <a class="skip" href="#main" onClick={skip}>
          {words.say('skip')}
        </a>
        <Bar
          me={isKnown ? me.value : undefined}
          course={first === 'courses' ? slug : undefined}
          preferences={preferences}
          onSignOut={() => void leave()}
        />
        {!isKnown && me.loading ? (
          <main id="main" tabIndex={-1} class="alone">
            <Loading />
          </main>
        ) : first === 'sign-in' || me.problem?.status === 401 ? (
          <main id="main" tabIndex={-1} class="alone">
            <SignInPage
              onSignedIn={() => {
                if (first === 'sign-in') location.assign(linkTo([]));
                me.reload();
              }}
            />
          </main>
        ) : me.value === undefined ? (
          <main id="main" tabIndex={-1} class="alone">
            {me.problem && <ProblemNotice problem={me.problem} onRetry={me.reload} />}
          </main>
        ) : first === 'courses' && slug !== undefined ? (
          <CourseFrame key={slug} me={me.value} slug={slug} route={route} />
        ) : (
          <main id="main" tabIndex={-1} class="alone">
            <CoursesPage />
          </main>
        )}
      </Said>
    </WordsContext.Provider>
  );
}

/** The address holds the place in the page, so the skip link moves the focus by itself. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
