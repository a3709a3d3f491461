package dev.flinkjobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinkjobs.plan.ExecutionPlan.Input;
import dev.flinkjobs.plan.ExecutionPlan.Node;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionPlanTest {

  @Test
  void nodesAreThoseOfTheJob() {
    List<Node> nodes = SamplePlans.CHAIN.plan().nodes();

    assertThat(nodes)
        .extracting(Node::name)
        .containsExactly("transactions.csv", "running totals", "print");
    assertThat(nodes)
        .extracting(Node::type)
        .containsExactly(
            ExecutionPlan.Type.SOURCE, ExecutionPlan.Type.OPERATOR, ExecutionPlan.Type.SINK);
    assertThat(nodes).extracting(Node::parallelism).containsExactly(1, 2, 2);
  }

  @Test
  void inputsNameWhereTheyComeFromAndHowRecordsAreSpread() {
    List<Node> nodes = SamplePlans.CHAIN.plan().nodes();

    assertThat(nodes)
        .extracting(Node::inputs)
        .containsExactly(
            List.of(),
            List.of(new Input(nodes.get(0).id(), "HASH")),
            List.of(new Input(nodes.get(1).id(), "FORWARD")));
  }

  @Test
  void everyNodeComesAfterItsInputsWhateverFlinksOrder() {
    ExecutionPlan plan = plan(node(1, "b", 2), node(2, "a"));

    assertThat(plan.nodes()).extracting(Node::name).containsExactly("a", "b");
  }

  @Test
  void twoPlansOfTheSameJobGiveTheSamePictures() {
    ExecutionPlan first = SamplePlans.DIAMOND.plan();
    ExecutionPlan second = SamplePlans.DIAMOND.plan();

    assertThat(second.nodes().get(0).id()).isNotEqualTo(first.nodes().get(0).id());
    assertThat(second.toSvg()).isEqualTo(first.toSvg());
    assertThat(second.toMermaid()).isEqualTo(first.toMermaid());
  }

  @Test
  void committerOfASinkIsASinkToo() {
    ExecutionPlan plan =
        plan(node(1, "a"), node(2, "files: Writer", 1), node(3, "files: Committer", 2));

    assertThat(plan.nodes())
        .extracting(Node::type)
        .containsExactly(
            ExecutionPlan.Type.SOURCE, ExecutionPlan.Type.SINK, ExecutionPlan.Type.SINK);
    assertThat(plan.nodes())
        .extracting(Node::name)
        .containsExactly("a", "files", "files: Committer");
  }

  @Test
  void longNameIsCutButDescriptionIsNot() {
    String name = "가".repeat(ExecutionPlan.MAX_NAME + 1);

    Node node = plan(node(1, name)).nodes().get(0);

    assertThat(node.name()).hasSize(ExecutionPlan.MAX_NAME).endsWith("가…");
    assertThat(node.description()).isEqualTo(name);
  }

  @Test
  void lambdasAreNamedTheSameInEveryRun() {
    ExecutionPlan plan = plan(node(1, "A$$Lambda$983/0x00007f93ac37fc40, B$$Lambda/0x01"));

    assertThat(plan.nodes().get(0).description()).isEqualTo("A$$Lambda, B$$Lambda");
  }

  @Test
  void lineBreaksInNamesAreSpaces() {
    assertThat(plan(node(1, "a\n\t b")).nodes().get(0).name()).isEqualTo("a b");
  }

  @Test
  void bendsLeadLongEdgesAroundBoxes() {
    ExecutionPlan plan = plan(node(1, "a"), node(2, "b", 1), node(3, "c", 1, 2));

    // Two curves: out of the layer of a, and out of the layer of b, which it passes on a side.
    assertThat(plan.toSvg()).containsPattern("<path class=\"edge\" d=\"[^\"]* C[^\"]* V[^\"]* C");
  }

  @Test
  void planWithoutNodesIsAnEmptyPicture() {
    ExecutionPlan plan = plan();

    assertThat(plan.toMermaid()).isEqualTo("flowchart LR\n");
    assertThat(plan.toSvg()).startsWith("<svg ").endsWith("</svg>\n");
  }

  @Test
  void markupInNamesIsText() {
    ExecutionPlan plan = plan(node(1, "<b>&`#;\""));

    assertThat(plan.toSvg()).contains(">&lt;b&gt;&amp;`#;&quot;</text>");
    assertThat(plan.toMermaid()).contains("\"#60;b#62;#38;#96;#35;#59;#34;<br/>");
  }

  @Test
  void charactersThatXmlCannotHoldAreReplaced() {
    assertThat(plan(node(1, "a\u0001b")).toSvg()).contains(">a\uFFFDb</text>");
  }

  /** Plans of SQL have many steps: as a picture they are read by scrolling down, as a text is. */
  @ParameterizedTest
  @ValueSource(ints = {2, 9, 30})
  void aLongPlanIsNoWiderThanAShortOne(int steps) {
    Node[] chain = new Node[steps];
    for (int i = 0; i < steps; i++) {
      chain[i] = i == 0 ? node(1, "step") : node(i + 1, "step", i);
    }
    assertThat(plan(chain).toSvg()).contains("<svg ").contains(" width=\"180\" height=");
  }

  private static ExecutionPlan plan(Node... nodes) {
    return new ExecutionPlan(List.of(nodes));
  }

  private static Node node(int id, String name, int... inputs) {
    return ExecutionPlan.node(
        id,
        name,
        name,
        inputs.length == 0 ? ExecutionPlan.Type.SOURCE : ExecutionPlan.Type.OPERATOR,
        1,
        IntStream.of(inputs).mapToObj(from -> new Input(from, "FORWARD")).toList());
  }
}
