import { readCourses, type Me } from '../api/courses.ts';
import { THEMES, type Theme, type usePreferences } from '../preferences.ts';
import { linkTo } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** The top of every page: where one is, and how one likes to read it. */
export function Bar({
  me,
  course,
  preferences,
  onSignOut,
}: {
  me: Me | undefined;
  course: string | undefined;
  preferences: ReturnType<typeof usePreferences>;
  onSignOut: () => void;
}) {
  const { say } = useWords();
  const { language, theme, chooseLanguage, chooseTheme } = preferences;
  return (
    <header class="bar">
      <a class="brand" href={linkTo([])}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <circle
            cx="16"
            cy="16"
            r="11"
            fill="none"
            stroke="currentColor"
            stroke-width="3.5"
            stroke-linecap="round"
            stroke-dasharray="62 9"
            transform="rotate(-70 16 16)"
          />
        </svg>
        <span>
          Saiten <span lang="ja">採点</span>
        </span>
      </a>
      {me && course && <CourseSwitch course={course} />}
      <div class="end">
        <button
          lang={language === 'ja' ? 'en' : 'ja'}
          onClick={() => chooseLanguage(language === 'ja' ? 'en' : 'ja')}
        >
          {language === 'ja' ? 'English' : '日本語'}
        </button>
        <select
          aria-label={say('theme')}
          value={theme}
          onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}
        >
          {THEMES.map((one) => (
            <option key={one} value={one}>
              {say(`theme.${one}`)}
            </option>
          ))}
        </select>
        {me && (
          <>
            <span class="muted small who">{me.login ?? say('operator')}</span>
            <button onClick={onSignOut}>{say('sign-out')}</button>
          </>
        )}
      </div>
    </header>
  );
}

function CourseSwitch({ course }: { course: string }) {
  const { say, text } = useWords();
  const courses = useAnswer('courses', readCourses);
  const known = courses.value ?? [];
  return (
    <select
      class="course"
      aria-label={say('course')}
      value={course}
      onChange={(event) => location.assign(linkTo(['courses', event.currentTarget.value]))}
    >
      {!known.some(({ slug }) => slug === course) && <option value={course}>{course}</option>}
      {known.map(({ slug, title, term }) => (
        <option key={slug} value={slug}>
          {text(title)}
          {term && ` (${term})`}
        </option>
      ))}
    </select>
  );
}
