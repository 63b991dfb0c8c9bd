import {
  Background,
  BackgroundVariant,
  BaseEdge,
  Controls,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import { type ReactElement, useEffect, useMemo } from "react";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph.js";
import { printEdgePath } from "../graph/print-edge-path.js";
import { Count } from "../parts/count.js";
import { countLines } from "../parts/count-lines.js";
import { KindIcon } from "../parts/kind-icon.js";
import { printRoute } from "../route/route.js";

type BoxNode = Node<{ readonly flow: string; readonly box: GraphNode; readonly chosen: boolean }, "box">;
type ArrowEdge = Edge<{ readonly arrow: GraphEdge }, "arrow">;

/** Draws the graph. React comes last here: what is drawn, and where, was decided by `toGraph`. */
export function FlowCanvas(props: {
  readonly flow: string;
  readonly graph: Graph;
  readonly chosen: string | null;
}): ReactElement {
  const { flow, graph, chosen } = props;
  const nodes = useMemo(() => graph.nodes.map(box => toBoxNode(flow, box, box.id === chosen)), [flow, graph, chosen]);
  const edges = useMemo(() => graph.edges.map(toArrowEdge), [graph]);
  return (
    <section className="canvas" aria-label="Graph">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode="system"
        fitView
        fitViewOptions={FIT}
        minZoom={0.25}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} />
        <Controls showInteractive={false} />
        <Refit shape={graph.nodes.map(box => box.id).join(" ")} />
      </ReactFlow>
    </section>
  );
}

/** Shows the whole graph again when it gets other nodes or its frame another size: a finding above it takes room. */
function Refit({ shape }: { readonly shape: string }): null {
  const { fitView } = useReactFlow();
  const frame = useStore(store => `${store.width} x ${store.height}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: nodes and frame are not read, their change is the occasion
  useEffect(() => {
    void fitView(FIT);
  }, [shape, frame, fitView]);
  return null;
}

const FIT = { padding: 0.1, maxZoom: 1 };
const NODE_TYPES = { box: Box };
const EDGE_TYPES = { arrow: Arrow };

function toBoxNode(flow: string, box: GraphNode, chosen: boolean): BoxNode {
  return {
    id: box.id,
    type: "box",
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    data: { flow, box, chosen },
  };
}

function toArrowEdge(arrow: GraphEdge): ArrowEdge {
  return {
    id: arrow.id,
    type: "arrow",
    source: arrow.from,
    target: arrow.to,
    sourceHandle: arrow.laneX === null ? "below" : "beside",
    targetHandle: arrow.laneX === null ? "above" : "beside-in",
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
    data: { arrow },
  };
}

function Box({ data }: NodeProps<BoxNode>): ReactElement {
  const { flow, box, chosen } = data;
  const lines = countLines(box);
  return (
    <a
      className={`box box-${box.kind} nodrag nopan`}
      href={printRoute({ page: "flow", flow, node: chosen ? null : box.id })}
      aria-current={chosen ? "true" : undefined}
      data-node={box.id}
    >
      <Handle type="target" position={Position.Top} id="above" />
      <Handle type="target" position={Position.Right} id="beside-in" />
      <span className="box-icon">
        <KindIcon kind={box.kind} />
      </span>
      <span className="box-body">
        <span className="box-label">{box.label}</span>
        {lines.length > 0 && (
          <span className="box-counts">
            {lines.map(line => (
              <span key={line.words} className={`box-count tone-${line.tone}`}>
                <Count value={line.count} /> {line.words}
              </span>
            ))}
          </span>
        )}
      </span>
      <Handle type="source" position={Position.Bottom} id="below" />
      <Handle type="source" position={Position.Right} id="beside" />
    </a>
  );
}

function Arrow({ id, sourceX, sourceY, targetX, targetY, markerEnd, data }: EdgeProps<ArrowEdge>): ReactElement {
  const laneX = data?.arrow.laneX ?? null;
  const drawn = printEdgePath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, laneX);
  const label = data?.arrow.label ?? null;
  return (
    <>
      <BaseEdge
        id={id}
        path={drawn.path}
        className={laneX === null ? "arrow" : "arrow arrow-beside"}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      {label !== null && (
        <EdgeLabelRenderer>
          <span
            className="arrow-label"
            style={{ transform: `translate(-50%, -50%) translate(${drawn.labelX}px, ${drawn.labelY}px)` }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
