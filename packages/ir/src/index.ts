// The shared language. Types first, in the order in which a newcomer would read them.

export type { Concurrency } from "./concurrency.js";
export type { Diagnostic, RelatedSpan, Severity } from "./diagnostic.js";
export type {
  ArgumentDraft,
  CaptureDraft,
  EventDraft,
  FlowDraft,
  JourneyDraft,
  LambdaDraft,
  LinkDraft,
  ProjectDraft,
  SettingDraft,
  SiteNumber,
  SubjectDraft,
} from "./draft/draft.js";
export { DESCRIBE, DRAFT, ITEM, LAMBDA, SITE } from "./draft/protocol.js";
export type { EventIr } from "./event.js";
export type {
  ArithmeticExpression,
  BucketExpression,
  ClockExpression,
  CoalesceExpression,
  CompareExpression,
  ConcatExpression,
  ConditionalExpression,
  EachExpression,
  ElementExpression,
  EqualExpression,
  Expression,
  FieldExpression,
  FunctionExpression,
  FunctionName,
  HasExpression,
  InExpression,
  JsExpression,
  LengthExpression,
  ListExpression,
  LiteralExpression,
  LocalExpression,
  LogicalExpression,
  MemberExpression,
  NotExpression,
  ObjectExpression,
  ShiftExpression,
  TextExpression,
  TruthyExpression,
  VariableExpression,
} from "./expression/ast.js";
export type { Editability, FlowIr, FlowMeta, FlowSemantics, JourneyCall, NodeMeta, Note } from "./flow.js";
export { IR_VERSION } from "./flow.js";
export type { MessageCatalog, MessageSummary, MessageVariable } from "./message-catalog.js";
export type { Assignment, AssignNode, Emission } from "./nodes/assign.js";
export type { CallNode } from "./nodes/call.js";
export type { DecideCase, DecideNode } from "./nodes/decide.js";
export type { EndNode } from "./nodes/end.js";
export type { EventMatch } from "./nodes/event-match.js";
export type { ExitNode } from "./nodes/exit.js";
export type { ForkArm, ForkNode } from "./nodes/fork.js";
export type { JoinNode } from "./nodes/join.js";
export type { KernelNode } from "./nodes/kernel-node.js";
export type { LoopNode } from "./nodes/loop.js";
export type { MapNode } from "./nodes/map.js";
export type { NodeId, VariableName } from "./nodes/node-id.js";
export type { ScopeNode } from "./nodes/scope.js";
export type {
  DoAction,
  HttpAction,
  RateLimit,
  RetryPolicy,
  SendAction,
  StepAction,
  StepNode,
} from "./nodes/step.js";
export type {
  ApprovalTerms,
  CalendarDeadline,
  Deadline,
  DurationDeadline,
  InstantDeadline,
  Subscription,
  WaitNode,
  Zone,
} from "./nodes/wait.js";
export type { ProjectIr, ProjectSubjectIr, Setting, SmtpChannelIr } from "./project.js";
export type { SendHandler, StepAttempt, StepOutput, StepResult } from "./send-handler.js";
export type { Position, Span } from "./span.js";
export type { FieldIr, SubjectIr, TableSource } from "./subject.js";
export type {
  Again,
  AudienceTrigger,
  EventTrigger,
  ManualTrigger,
  Reentry,
  ScheduleTrigger,
  Trigger,
} from "./trigger.js";
export type {
  AnyValueType,
  Json,
  ListValueType,
  ObjectValueType,
  Row,
  ScalarType,
  ScalarValue,
  ScalarValueType,
  Value,
  ValueType,
} from "./value-type.js";
export type { EventWatch, PredicateWatch, Watcher } from "./watcher.js";

// Then the functions, each pure. `hashFlow` and `verifyHash` have an entry of their own, `@flowline/ir/hash`.

export { CanonicalJsonError, canonicalize } from "./canonical-json.js";
export { DecodeError } from "./decode/decode-error.js";
export { decodeFlow } from "./decode/decode-flow.js";
export { decodeProject } from "./decode/decode-project.js";
export { diffFlows } from "./diff/diff-flows.js";
export type { ChangeClass, FlowChange, FlowDiff } from "./diff/flow-change.js";
export type { ExpressionProblem, FieldTable, VariableTable } from "./expression/check-expression.js";
export { checkExpression } from "./expression/check-expression.js";
export { childrenOf } from "./expression/children-of.js";
export { compileExpression } from "./expression/compile-expression.js";
export { describeType } from "./expression/describe-type.js";
export { fieldsOf, variablesOf } from "./expression/fields-of.js";
export { formatDuration } from "./expression/format-duration.js";
export type { IndexKey } from "./expression/index-keys.js";
export { indexKeys } from "./expression/index-keys.js";
export type { InterpretContext } from "./expression/interpret.js";
export { interpret } from "./expression/interpret.js";
export { printExpression } from "./expression/print-expression.js";
export { readValue } from "./expression/read-value.js";
export { isSameForm } from "./expression/same-form.js";
export { elementTypeOf, isAny, scalarOf, withNull } from "./expression/scalar-of.js";
export type { Tier } from "./expression/tier-of.js";
export { findUnportable, tierOf } from "./expression/tier-of.js";
export type { SqlContext } from "./expression/to-sql.js";
export { SQL_TYPES, toSql } from "./expression/to-sql.js";
export { typeOf } from "./expression/type-of.js";
export { FlowError } from "./flow-error.js";
export { checkGraph } from "./graph/check-graph.js";
export type { Drawing, DrawnArrow, DrawnBox } from "./graph/drawing.js";
export { drawingOf } from "./graph/drawing.js";
export type { Edge } from "./graph/edges-of.js";
export { edgesOf, successorsOf } from "./graph/edges-of.js";
export type { ExpressionSite } from "./graph/expression-sites.js";
export { expressionSites, nodeSites } from "./graph/expression-sites.js";
export type { FlowGraph } from "./graph/find-node.js";
export { findNode } from "./graph/find-node.js";
export type { GraphProblem } from "./graph/graph-problem.js";
export { nodesInOrder } from "./graph/nodes-in-order.js";
export type { BodyRegion, FrameRegion, Place, Region, RootRegion, Token } from "./graph/place.js";
export { placesAround } from "./graph/place.js";
export type { Placement } from "./graph/placement-of.js";
export { placementOf } from "./graph/placement-of.js";
export { toDot } from "./graph/to-dot.js";
export { toMermaid } from "./graph/to-mermaid.js";
export { variableTypes } from "./graph/variable-types.js";
export { writtenBy } from "./graph/written-by.js";
export { FIRST_INSTANT_MS, formatInstant, isInstant, LAST_INSTANT_MS, MAX_SHIFT_MS } from "./instant.js";
export { liveVariables } from "./live/live-variables.js";
export { nearestName } from "./nearest-name.js";
export { printFlow, printProject } from "./print-flow.js";
export type { SubjectProblem } from "./sql/check-subject.js";
export { checkSubject } from "./sql/check-subject.js";
export { identifierProblem, quoteIdentifier, quoteTable } from "./sql/identifier.js";
export { readRow, rowJsonSql } from "./sql/row-json.js";
export type { ProjectionContext } from "./sql/subject-projection.js";
export { SUBJECT_KEY, subjectProjection } from "./sql/subject-projection.js";
