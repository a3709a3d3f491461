package dev.flinkjobs.options;

/** How an execution plan is shown. */
public enum ExplainFormat {
  /** Flink's own description. */
  JSON,
  /** Text that GitHub and many editors draw as a chart. */
  MERMAID,
  /** A picture. */
  SVG
}
