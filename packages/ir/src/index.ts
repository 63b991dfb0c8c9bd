// The shared language. Types first, in the order in which a newcomer would read them.

export type { Diagnostic, RelatedSpan, Severity } from "./diagnostic.js";
export type {
  CaptureDraft,
  DraftLink,
  FlowDraft,
  LambdaDraft,
  ProjectDraft,
  SendDraft,
  SettingDraft,
  SubjectDraft,
  WaitForDraft,
} from "./draft/draft.js";
export { DESCRIBE, DRAFT, LAMBDA, SITE } from "./draft/protocol.js";
export type {
  ClockExpression,
  CoalesceExpression,
  CompareExpression,
  ConditionalExpression,
  EqualExpression,
  Expression,
  FieldExpression,
  InExpression,
  LiteralExpression,
  LogicalExpression,
  NotExpression,
  ShiftExpression,
  TextExpression,
  TruthyExpression,
} from "./expression/ast.js";
export type { AudienceTrigger, Editability, FlowIr, FlowMeta, FlowSemantics, NodeMeta } from "./flow.js";
export { IR_VERSION } from "./flow.js";
export type { MessageCatalog, MessageSummary, MessageVariable } from "./message-catalog.js";
export type { DecideCase, DecideNode } from "./nodes/decide.js";
export type { EndNode } from "./nodes/end.js";
export type { KernelNode } from "./nodes/kernel-node.js";
export type { NodeId } from "./nodes/node-id.js";
export type { SendAction, StepNode } from "./nodes/step.js";
export type { DurationDeadline, WaitNode } from "./nodes/wait.js";
export type { ProjectIr, ProjectSubjectIr, Setting, SmtpChannelIr } from "./project.js";
export type { Position, Span } from "./span.js";
export type { FieldIr, SubjectIr, TableSource } from "./subject.js";
export type { Json, Row, ScalarType, Value, ValueType } from "./value-type.js";
