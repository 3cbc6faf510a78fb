import { useEffect } from 'preact/hooks';
import { readCourses } from '../api/courses.ts';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Show } from '../parts/show.tsx';
import { linkTo, readRoute } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useWords } from '../words/use-words.ts';

/** The courses to choose from; a single one opens by itself. */
export function CoursesPage() {
  const { say, text } = useWords();
  const courses = useAnswer('courses', readCourses);
  const only = courses.value?.length === 1 ? courses.value[0] : undefined;

  useEffect(() => {
    // Who went elsewhere meanwhile stays there.
    if (only && readRoute(location.hash).parts.length === 0) location.replace(linkTo(['courses', only.slug]));
  }, [only]);

  return (
    <>
      <PageHead title={say('courses.title')} />
      <Show answer={courses}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={say('courses.empty')}>
              <p>{say('courses.empty.next')}</p>
            </Empty>
          ) : (
            <ul class="plain columns">
              {items.map(({ slug, title, term }) => (
                <li key={slug} class="card">
                  <h2>
                    <a href={linkTo(['courses', slug])}>{text(title)}</a>
                  </h2>
                  <p class="muted">{term ?? slug}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Show>
    </>
  );
}
