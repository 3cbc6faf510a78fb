import type { DropRank } from '../markdown/drop-rank.ts';
import type { ReportTexts } from './report-texts.ts';

const CUT_PARTS: Record<DropRank, string> = {
  'passing-evidence': '合格したチェックの記録',
  'failing-evidence': '不合格だったチェックの記録',
  'secondary-details': '別の言語での説明',
  'passing-rows': '合格したチェックの一覧',
  history: 'これまでの結果',
  'failing-details': '不合格だったチェックの説明の一部',
  submission: '一部の課題',
};

export const ja: ReportTexts = {
  language: '日本語',
  separator: ' ・ ',
  headline: {
    queued: '⏳ 採点待ちです',
    grading: '🔄 採点中です',
    passed: '✅ 合格です',
    failed: '❌ まだ合格していません',
    refused: '❌ 提出ファイルに直すところがあります',
    'timed-out': '⌛ 制限時間内に終わりませんでした',
    'not-graded': '⚠️ 採点できませんでした',
    cancelled: '⏹️ 採点を取りやめました',
    held: '📥 採点は終わりました。結果は後日公開されます',
  },
  points: (earned, possible) => `${earned} / ${possible} 点`,
  progress: (finished, total) => `${total} 件中 ${finished} 件のチェックが終了`,
  nextStep: '次にすること',
  next: {
    queued: 'このままお待ちください。結果が出ると、このコメントが書き換わります。',
    queuedAt: (position) =>
      `このままお待ちください（順番は ${position} 番目です）。結果が出ると、このコメントが書き換わります。`,
    grading: 'このままお待ちください。結果が出ると、このコメントが書き換わります。',
    passed: 'この課題は完了です。次の課題に進みましょう。',
    failed: (count) =>
      `下の ❌ ${count === 1 ? 'を' : `${count} 件を上から順に`}直して、同じブランチに push してください。`,
    refused: (count) => `下の ${count} 件を直して、同じブランチに push してください。`,
    'timed-out':
      '最後に確認できた状態を下で確かめ、Pod が起動して Ready になるように直して push してください。',
    'not-graded': '提出物を直す必要はありません。少し待ってから `/regrade` とコメントしてください。',
    cancelled:
      '新しいコミットを push した場合は、その結果をお待ちください。プルリクエストが閉じているか下書きの場合は、開き直すか Ready for review にすると、自動で採点されます。',
    held: 'このままお待ちください。結果は全員分が同時に公開され、そのときにこのコメントも書き換わります。締め切りまでは、引き続き push できます。',
  },
  again: (handIn, exercise) =>
    ({
      push: '自動でもう一度採点します。',
      command: 'そのあと `/submit` とコメントしてください。提出したものだけを採点します。',
      tag: `そのあと \`submit/${exercise}/2\` のような新しいタグを付けて push してください。提出したものだけを採点します。`,
    })[handIn],
  standing: {
    counts: (points, why) => `成績に数える点: **${points}**${why === undefined ? '' : `（${why}）`}`,
    overridden: '講師が設定した点です',
    late: ({ days, hours, minutes }) =>
      `締め切りから ${[
        ...(days > 0 ? [`${days} 日`] : []),
        ...(hours > 0 ? [`${hours} 時間`] : []),
        ...(days === 0 && minutes > 0 ? [`${minutes} 分`] : []),
      ].join(' ')}後の提出`,
  },
  uncredited: {
    staff: 'この結果はだれの成績にもなりません。講師や助手が行った採点だからです。提出回数にも数えません。',
    'others-commits':
      'この結果は成績になりません。この課題を変更したコミットが、すべてボットや講師、またはほかの受講者のものだからです。自分のアカウントで自分の解答をコミットして、push してください。共同で取り組んでいる場合は、講師にチームの登録を頼み、登録されたら `/regrade` とコメントしてください。',
    'others-work':
      'この結果は成績になりません。このフォルダーの解答は、あなたが変更する前に、ほかの受講者が提出したものだからです。自分の解答は自分のフォルダーに置いて、push してください。共同で取り組んでいる場合は、講師にチームの登録を頼み、登録されたら `/regrade` とコメントしてください。',
  },
  note: '講師からのコメント',
  startHere: 'まず見る場所',
  notYourFault:
    'これはあなたのせいではありません。採点システム側の問題です。今回の採点は提出回数に数えません。',
  notYourFaultButUsed:
    '採点システム側の問題と思われ、あなたのせいではありません。ただし、提出物がすでに動いていたため、提出回数に制限がある場合は 1 回と数えます。講師に伝えれば、回数を戻してもらえます。',
  cancelledButUsed: '提出物がすでに動いていたため、提出回数に制限がある場合は 1 回と数えます。',
  reference: (id) => `参照番号 ${id}`,
  askInstructor: (id) => `繰り返し起きるときは、参照番号 ${id} を講師に伝えてください。`,
  runningNow: '実行中',
  table: { number: '#', check: 'チェック', result: '結果', points: '点' },
  status: {
    pass: '✅ 合格',
    fail: '❌ 不合格',
    blocked: '⏸️ 未実施',
    error: '⚠️ 採点不能',
    undecided: '❔ 判定なし',
  },
  blockedBy: (check) => `チェック「${check}」に合格すると実施されます`,
  blockedBySubmission: '提出ファイルを直すと実施されます',
  checkBroken: '採点システム側の問題です。減点されません',
  leftAsideFold: 'ファイル名を見る',
  remarks: '合格したチェックの補足',
  underReview: '🔍 確認中：このチェックでは減点されません',
  needsRealCluster: '判定には実際のクラスタが必要です',
  partialTable: '途中までの結果（点数にはなりません）',
  expected: '期待される状態',
  found: '実際の状態',
  where: '場所',
  hint: 'ヒントを見る',
  evidence: {
    events: 'イベント',
    logs: 'ログ',
    object: 'オブジェクト',
    requests: 'リクエスト',
    output: '出力',
  },
  evidenceFold: (kinds) => `クラスタの記録を見る（${kinds}）`,
  evidenceAbove: 'クラスタの記録は、もう一方の言語の同じチェックの下にあります。',
  moreFindings: (count) => `ほか ${count} 件を見る`,
  history: {
    fold: (count) => `これまでの結果（${count} 回）`,
    attempt: '回',
    commit: 'コミット',
    result: '結果',
    points: '点',
    finished: (timeZone) => `終了時刻（${timeZone}）`,
  },
  attempt: (number) => `${number} 回目`,
  commit: (sha) => `コミット ${sha}`,
  team: (name, members) => `チーム ${name}（${members}）`,
  exerciseVersion: (version) => `課題の版 ${version}`,
  fullReport: 'すべての結果を見る',
  receipt: '採点証明',
  regrade: 'もう一度採点するには、このプルリクエストに `/regrade` とコメントしてください。',
  cut: (parts, url) =>
    `✂️ 長すぎるため、次の内容を省きました: ${parts.map((part) => CUT_PARTS[part]).join('、')}。` +
    (url === undefined
      ? '手元で `saiten grade` を実行すると、すべての結果を確認できます。'
      : `すべての結果は[こちら](${url})で確認できます。`),
  gradingCheck: {
    passed: (passed, all) => `${all} 課題のうち ${passed} 課題が合格`,
    purpose: 'この変更に含まれる課題がすべて合格すると、このチェックも合格になります。',
  },
  notice: {
    'no-exercise': {
      title: 'この変更には課題が含まれていません',
      text: '課題のフォルダー内のファイルが変更されていないため、採点するものがありません。課題と同じ名前のフォルダー（例: `02-batch-jobs/job.yaml`）にファイルを置いて、もう一度 push してください。',
    },
    misplaced: {
      title: '📁 提出物が課題のフォルダーにありません',
      text: 'この部分は採点していません。次のように直して、もう一度 push してください。',
    },
    'change-too-large': {
      title: '📦 変更が大きすぎて、調べきれませんでした',
      text: '変更されたファイルが多すぎて GitHub が一覧を出せず、フォルダーの数も多いため、途中で調べるのをやめました。課題を見落としているかもしれません。`node_modules` やキャッシュなど、自動で作られたフォルダーを取り除き（`git rm -r --cached フォルダー`）、`.gitignore` に書いて、もう一度 push してください。',
    },
    'no-author': {
      title: '👻 このプルリクエストを作ったアカウントは削除されています',
      text: 'GitHub に作成者が表示されないため、点を付ける相手がわからず、採点していません。あなたの提出物であれば、このコースに登録されているアカウントで、新しいプルリクエストを作ってください。',
    },
    'by-bot': {
      title: '🤖 ボットが作ったため、採点しません',
      text: 'このプルリクエストはボットが作ったもので、だれの解答でもありません。このチェックは合格になりますが、課題の結果を示すものではありません。',
    },
    'not-enrolled': {
      title: '🔒 まだこのコースの受講者として登録されていません',
      text: '提出したファイルに問題があるわけではありません。採点されていないだけです。講師に GitHub アカウントの登録を頼み、登録されたら、ここに `/regrade` とコメントしてください。',
    },
    'needs-approval': {
      title: '✋ 講師の確認を待っています',
      text: 'ここでの最初のプルリクエストなので、採点の前に講師が確認します。あなたがすることはありません。（講師の方へ: `/ok-to-grade` とコメントしてください。）',
    },
    'attempts-used': {
      title: '⏰ 今は採点できる回数が残っていません',
      text: ({ exercises, perDay, when }) =>
        `${exercises} は 24 時間に ${perDay} 回まで採点できますが、使い切りました。コミットはそのまま残っています。${when} を過ぎたら \`/regrade\` とコメントしてください。それまでも、手元の \`saiten grade\` なら何度でも試せます。`,
    },
    'regrade-later': {
      title: '⏰ 少しお待ちください',
      text: ({ when }) =>
        `次に採点できるのは ${when} からです。そのときに \`/regrade\` とコメントするか、直して push してください。`,
    },
    'not-accepted': {
      title: '✋ 採点していません',
      text: 'コミットはそのまま残っています。手元の `saiten grade` なら何度でも試せます。期限や回数を延ばしてほしいときは、講師に相談してください。',
    },
    'not-handed-in': {
      title: '📤 まだ提出されていません',
      text: ({ handIn }) =>
        handIn === 'tag'
          ? '提出するまで採点しません。準備ができたら、提出するコミットに `submit/` と課題名のタグを付けて push してください（例: `git tag submit/02-batch-jobs && git push origin submit/02-batch-jobs`）。もう一度提出するときは、`submit/02-batch-jobs/2` のように番号を付けます。'
          : '提出するまで採点しません。準備ができたら `/submit` とコメントしてください。最新のコミットを、コメントした時刻の提出として受け付けます。',
    },
    'handed-in-already': {
      title: '📥 このコミットは提出済みです',
      text: '最初に提出した時刻が有効です。直したいときは、変更を push してから `/submit` とコメントしてください。同じコミットをもう一度採点するときは `/regrade` とコメントしてください。',
    },
    'nothing-to-hand-in': {
      title: '📤 提出は行われていません',
      text: 'このプルリクエストでは、課題のフォルダー内のファイルが変更されていません。課題と同じ名前のフォルダー（例: `02-batch-jobs/job.yaml`）にファイルを置いて push し、もう一度 `/submit` とコメントしてください。',
    },
    'handed-in-otherwise': {
      title: '📤 提出は行われていません',
      text: ({ handIn }) =>
        handIn === 'tag'
          ? 'このコースでは `/submit` は使いません。コミットに `submit/02-batch-jobs` のようなタグを付けて push すると提出になります。'
          : 'このコースでは `/submit` は必要ありません。push するたびに自動で採点します。',
    },
  },
  refused: {
    'not-open': (exercise, when) =>
      `${exercise} の受付開始は ${when} です。そのときに \`/regrade\` とコメントしてください。`,
    closed: (exercise, when) => `${exercise} は ${when} に締め切りました。このコミットはその後に届きました。`,
    'no-attempt-left': (exercise, limit) =>
      `${exercise} を採点できるのは ${limit} 回までで、もう残っていません。`,
    'attempts-used': (exercise, perDay, when) =>
      `${exercise} は 24 時間に ${perDay} 回まで採点できます。${when} を過ぎたら \`/regrade\` とコメントしてください。`,
  },
  misplaced: {
    misnamed: (path, expected) =>
      `${path} の正しい名前は ${expected} です。大文字と小文字、ハイフン、半角の数字も区別します。\`git mv\` で名前を変えてください。`,
    archive: (path, expected) =>
      `${path} は圧縮ファイルなので、中を読みません。展開して、ファイルをフォルダー ${expected} に置き、そのファイルをコミットしてください。`,
    'nested-repository': (path) =>
      `${path} は、このリポジトリの中にある別の Git リポジトリです。この中で \`git init\` を実行したため、ファイルがここにコミットされていません。このパスに \`git rm --cached\` を実行し、中の \`.git\` フォルダーを削除してから、もう一度 \`git add\` してください。`,
  },
  onlyNotes:
    'この変更で課題のフォルダーの中にあるのは、説明文や隠しファイルだけです。これらは解答に含まれないため、採点するものがありません。自分の解答を提出するときは、自分のフォルダーのマニフェストを変更して、もう一度 push してください。',
  changedFiles: '変更されたファイルの例:',
  changedFile: (path, meant) => (meant === undefined ? path : `${path}（${meant} のことでしょうか）`),
  knownFolders: '使える名前は次のとおりです。',
  attemptsLeft: (left, perDay) => `24 時間以内に採点できる回数: 残り ${left} 回（${perDay} 回まで）`,
  help: {
    title: 'ここでできること',
    handIn: {
      push: 'このブランチに push すると、自動でもう一度採点します。',
      command: '`/submit` … 最新のコミットを提出します。提出するまで採点しません。',
      tag: '`submit/02-batch-jobs` のようなタグを push すると、そのコミットを提出します。提出するまで採点しません。',
    },
    lines: [
      '`/regrade` … 最新のコミットをもう一度採点します。',
      '`/hint` … 不合格だったチェックのヒントを表示します。',
      '`/help` … この一覧を表示します。',
      '`/ok-to-grade` … 講師用: このプルリクエストの採点を許可します。',
      'コマンドは、新しいコメントの 1 行に単独で書いてください。しばらく考えても進まないときは、結果の下にある参照番号を添えて講師に相談してください。',
    ],
  },
  actions: {
    regrade: { label: 'もう一度採点', description: '最新のコミットをもう一度採点します' },
    hint: { label: 'ヒント', description: '不合格のチェックのヒントを表示します' },
  },
};
