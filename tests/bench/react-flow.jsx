// The same graph in React Flow: cards of the same size with the same number of parts.

import { useMemo } from "react";
import { createRoot } from "react-dom/client";
import { Handle, Position, ReactFlow, useEdgesState, useNodesState } from "@xyflow/react";
import "@xyflow/react/dist/style.css";

function Card({ data }) {
  return (
    <div className="card">
      <Handle type="target" position={Position.Left} />
      <div className="name"><span>{data.name}</span></div>
      <div className="measures">
        <div><div className="bar"><i style={{ width: `${data.effort * 10}%` }} /></div><div className="bar" /></div>
        <div className="figure"><b>{data.leave}</b><small>leave</small></div>
      </div>
      <div className="visits">{data.visits}</div>
      <Handle type="source" position={Position.Right} />
    </div>
  );
}

const nodeTypes = { card: Card };
const { journey, viewport, culled } = window.given;

function App() {
  const first = useMemo(() => ({
    nodes: journey.touchpoints.map((touchpoint) => ({
      id: touchpoint.id, type: "card", position: touchpoint.position,
      data: { name: touchpoint.name, effort: touchpoint.burdens.effort.assumed, leave: "0.2 %", visits: "998 visits" },
    })).concat(journey.outcomes.map((outcome) => ({ id: outcome.id, position: outcome.position, data: { label: outcome.name } }))),
    edges: journey.transitions.map(({ id, from, to }) => ({ id, source: from, target: to, label: "100 %" })),
  }), []);
  const [nodes, , onNodesChange] = useNodesState(first.nodes);
  const [edges, , onEdgesChange] = useEdgesState(first.edges);
  return (
    <ReactFlow
      nodes={nodes} edges={edges} onNodesChange={onNodesChange} onEdgesChange={onEdgesChange} nodeTypes={nodeTypes}
      defaultViewport={viewport} minZoom={0.02} maxZoom={4} panOnDrag={[1]} onlyRenderVisibleElements={culled}
      onInit={() => { document.documentElement.dataset.ready = "true"; }}
    />
  );
}

createRoot(document.getElementById("root")).render(<App />);
