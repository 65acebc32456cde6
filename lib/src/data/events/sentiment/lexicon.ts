/**
 * Words that say of a company that it does well or badly, chosen for headlines by the authors of this library and under
 * its licence: no published list is copied. Words that mean both (`cut`, `share`, `short`, `gross`) are left out, as are
 * those whose meaning turns with their object (`increase`, `lower`).
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const GOOD = words(`
  accelerate accelerated accelerates accelerating accretive achieve achieved achieves advance advanced advances
  approval approvals approve approved approves attractive award awarded awards beat beaten beating beats benefit
  benefited benefits best better bolster bolsters boom booming boost boosted boosting boosts breakthrough
  breakthroughs bullish buyback buybacks climb climbed climbing climbs confident effective efficiency efficient
  encouraging exceed exceeded exceeding exceeds excellent exceptional favorable favourable favorite gain gained gaining
  gains grow growing grown grows growth healthy highest improve improved improvement improvements improves improving
  innovative jump jumped jumping jumps leading lucrative milestone milestones momentum optimism optimistic
  outpace outpaced outpaces outperform outperformed outperforming outperforms overweight positive praise praised
  profit profitable profits progress promising prosper rallied rallies rally rallying rebound rebounded rebounds
  record recover recovered recovering recovers recovery resilient reward rewarded rise risen rises rising robust rose
  skyrocket skyrocketed skyrockets soar soared soaring soars solid stellar strength strengthen strengthened strengthens
  strong stronger strongest succeed succeeded succeeds success successful successfully superior surge surged surges
  surging surpass surpassed surpasses thrive thrives thriving top topped tops triumph upbeat upgrade upgraded upgrades
  upside upturn win winning wins won
`);

export const BAD = words(`
  abandon abandoned abandons accused accuses allegation allegations alleged antitrust bankrupt bankruptcy bearish
  breach breached breaches bribery burden charges closure closures collapse collapsed collapses complaint
  complaints concern concerned concerns confiscated correction corruption crash crashed crashes crisis critical
  criticism criticized damage damaged damages danger dangerous decline declined declines declining default defaulted
  defaults defect defective defects deficit delay delayed delays delist delisted delisting deteriorate deteriorated
  deteriorates deteriorating difficult difficulties disappoint disappointed disappointing disappointment disappoints
  dispute disputes disruption disruptions distress distressed downbeat downgrade downgraded downgrades downside
  downturn downward drop dropped dropping drops erode eroded erodes fail failed failing fails failure failures fall
  fallen falling falls fear fears fell fine fined fines fraud fraudulent glut halt halted halts hack hacked harm
  headwind headwinds hurt hurts illegal impairment impairments inadequate indicted indictment ineffective
  inefficient infringement injunction insolvency insolvent investigate investigated investigation investigations
  jeopardize lag lagged lagging lags lawsuit lawsuits layoff layoffs litigation lose loses losing loss losses lost
  misconduct miss missed misses missing negative negligence overvalued penalties penalty pessimism pessimistic plummet
  plummeted plummets plunge plunged plunges plunging poor pressure pressured probe probed probes problem problems
  recall recalled recalls recession reject rejected rejects resign resignation resigned resigns restate
  restated restatement restatements restructuring risk risks risky sank scandal scandals scrutiny selloff setback
  setbacks severe shortage shortages shortfall shrink shrinking shrinks shrank shutdown sink sinking sinks slash
  slashed slashes slid slide slides sliding slip slipped slips slow slowdown slowed slowing slows sluggish slump
  slumped slumping slumps struggle struggled struggles struggling subpoena subpoenaed sue sued sues suffer suffered
  suffering suffers suspend suspended suspends suspension tank tanked tanks terminate terminated terminates
  threat threaten threatened threatens threats trouble troubled tumble tumbled tumbles tumbling uncertain
  uncertainties uncertainty underperform underperformed underperforming underperforms underweight unfavorable
  unfavourable unprofitable violate violated violates violation violations volatile vulnerable warn warned warning
  warnings warns weak weaken weakened weakening weakens weaker weakest weakness worries worry worse worsen worsened
  worsening worsens worst writedown writedowns writeoff writeoffs wrongdoing
`);

export const NEGATIONS = words(`
  no not never neither nor without cannot can't can’t don't don’t doesn't doesn’t didn't didn’t isn't isn’t wasn't
  wasn’t won't won’t
`);

/** What a good word behind them does not come true with. */
export const FAILURES = words("fail fails failed failing lack lacks lacked lacking");
