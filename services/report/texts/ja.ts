import type { DropRank } from '../truncate.ts';
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
      `下の ❌ ${count} 件を上から順に直して、同じブランチに push してください。自動でもう一度採点します。`,
    refused: (count) =>
      `下の ${count} 件を直して、同じブランチに push してください。自動でもう一度採点します。`,
    'timed-out':
      '最後に確認できた状態を下で確かめ、Pod が起動して Ready になるように直して push してください。自動でもう一度採点します。',
    'not-graded': '提出物を直す必要はありません。少し待ってから `/regrade` とコメントしてください。',
    cancelled: '新しいコミットが push されたためです。新しいコミットの結果をお待ちください。',
  },
  startHere: 'まず見る場所',
  notYourFault:
    'これはあなたのせいではありません。採点システム側の問題です。今回の採点は提出回数に数えません。',
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
  remarks: '合格したチェックの補足',
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
  exerciseVersion: (version) => `課題の版 ${version}`,
  fullReport: 'すべての結果を見る',
  regrade: 'もう一度採点するには、このプルリクエストに `/regrade` とコメントしてください。',
  cut: (parts, url) =>
    `✂️ 長すぎるため、次の内容を省きました: ${parts.map((part) => CUT_PARTS[part]).join('、')}。` +
    (url === undefined
      ? '手元で `saiten grade` を実行すると、すべての結果を確認できます。'
      : `すべての結果は[こちら](${url})で確認できます。`),
  nothingToGrade: 'このプルリクエストには、採点する課題がありません。',
};
