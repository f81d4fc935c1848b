package dev.variegate.policy.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.policy.Policy;
import dev.variegate.policy.PolicyStep;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.PolicyStep.Single;
import dev.variegate.policy.PolicyStep.SomeOf;
import dev.variegate.recipe.Operations;
import dev.variegate.recipe.ParameterTree;
import java.util.List;

/** Policy to tree. Every parameter is written, so that a changed default changes no old file. */
final class PolicyWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PolicyWriter() {}

  static ObjectNode tree(Policy policy) {
    var tree = NODES.objectNode().put("name", policy.name());
    tree.set("steps", steps(policy.steps()));
    return tree;
  }

  private static ArrayNode steps(List<PolicyStep> steps) {
    var array = NODES.arrayNode();
    steps.forEach(step -> array.add(step(step)));
    return array;
  }

  private static ObjectNode step(PolicyStep step) {
    var tree = NODES.objectNode();
    if (step instanceof Single single) {
      tree.set(Operations.word(single.operation()), Operations.write(single.operation()));
    } else if (step instanceof OneOf choice) {
      tree.set(PolicyReader.ONE_OF, options(choice.options()));
    } else if (step instanceof SomeOf some) {
      tree.set(PolicyReader.SOME_OF, options(some.options()));
      tree.set(PolicyReader.NUMBER, ParameterTree.write(some.number()));
    } else if (step instanceof Sequence sequence) {
      tree.set(PolicyReader.SEQUENCE, steps(sequence.steps()));
    }
    return step.probability() == 1 ? tree : tree.put(ParameterTree.PROBABILITY, step.probability());
  }

  private static ArrayNode options(List<Option> options) {
    var array = NODES.arrayNode();
    for (var option : options) {
      var tree = step(option.step());
      array.add(option.weight() == 1 ? tree : tree.put(ParameterTree.WEIGHT, option.weight()));
    }
    return array;
  }
}
