package io.hindsight.scoring.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Vectors against plain loops, bit by bit; jqwik prints the seed of a failing run. */
class VectorKernelsTest {
  private static final Kernels PLAIN = new PlainKernels();
  private static final Kernels VECTORS = new VectorKernels();

  @Example
  void theModuleIsThere() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void addTheSameProducts(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int until = Kernels.padded(random.nextInt(1, 120));
    int from = 4 * random.nextInt(4);
    int to = from + 4 * random.nextInt(1, 3);
    int column = random.nextInt(until);
    float[][] left = numbers(random, 40, to);
    float[][] right = numbers(random, 40, until);
    int first = random.nextInt(10);
    int end = first + random.nextInt(30);
    float[][] sum = numbers(random, to, until);
    same(
        sum,
        column,
        (kernels, of) -> kernels.addProducts(of, from, to, left, right, first, end, column, until));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void addTheSameRows(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int until = Kernels.padded(random.nextInt(1, 120));
    int column = random.nextInt(until);
    float[] by = numbers(random, 1, 40)[0];
    float[][] rows = numbers(random, 40, until);
    int first = random.nextInt(10);
    int end = first + random.nextInt(30);
    same(
        numbers(random, 1, until),
        column,
        (kernels, of) -> kernels.addRow(of[0], by, rows, first, end, column, until));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void multiplyTheSame(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int end = 8 * random.nextInt(4);
    int length = Kernels.padded(random.nextInt(1, 120));
    float[] by = numbers(random, 1, 24)[0];
    float[][] rows = numbers(random, 24, length);
    same(numbers(random, 24, length), 0, (kernels, of) -> kernels.multiplyRows(rows, by, of, end));
  }

  /** Or C2 makes an object of each vector where plain loops were used before: ADR 38. */
  @Example
  void areTooLongToBeInlined() throws IOException {
    List<String> looping = new ArrayList<>();
    try (InputStream code =
        Objects.requireNonNull(VectorKernels.class.getResourceAsStream("VectorKernels.class"))) {
      for (MethodModel method : ClassFile.of().parse(code.readAllBytes()).methods()) {
        if (method.methodName().equalsString("<clinit>")) {
          continue; // runs once
        }
        CodeAttribute body = method.findAttribute(Attributes.code()).orElseThrow();
        List<CodeElement> elements = method.code().orElseThrow().elementList();
        if (elements.stream().anyMatch(BranchInstruction.class::isInstance)
            && elements.stream().anyMatch(VectorKernelsTest::isOfVectors)) {
          looping.add(method.methodName().stringValue());
          assertThat(body.codeLength())
              .as("bytes of %s", method.methodName())
              .isGreaterThan(VectorKernels.INLINED);
        }
      }
    }
    assertThat(looping).contains("addToTile", "addToColumn", "addRow", "multiplyRows");
  }

  private static boolean isOfVectors(CodeElement element) {
    return element instanceof InvokeInstruction call
        && call.owner().asInternalName().startsWith("jdk/incubator/vector/");
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void solveTheSame(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 8 * random.nextInt(1, 14);
    float[][] base = new float[size][size];
    float[] values = numbers(new SplittableRandom(seed), 1, 20 * size)[0];
    for (int at = 0; at < values.length; at++) {
      values[at] = Float.isFinite(values[at]) ? Math.clamp(values[at], -2, 2) : 0;
    }
    float[][] solutions = new float[2][];
    for (Kernels kernels : new Kernels[] {PLAIN, VECTORS}) {
      NormalEquations equations = new NormalEquations(size, Gate.fixed(kernels), 0);
      equations.begin(base, 0, 0.5f);
      for (int h = 0; h < 20; h++) {
        equations.add(values, h * size, 0.3f + h, 1);
      }
      solutions[kernels == PLAIN ? 0 : 1] = equations.solve();
    }
    assertThat(bits(solutions[1], 0)).isEqualTo(bits(solutions[0], 0));
  }

  /** Does it with rows of either. */
  @FunctionalInterface
  private interface Work {
    void with(Kernels kernels, float[][] rows);
  }

  private static void same(float[][] rows, int column, Work work) {
    float[][] others = Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    work.with(PLAIN, rows);
    work.with(VECTORS, others);
    for (int i = 0; i < rows.length; i++) {
      assertThat(bits(others[i], column)).as("row %d", i).isEqualTo(bits(rows[i], column));
    }
  }

  private static int[] bits(float[] row, int from) {
    int[] bits = new int[row.length - from];
    for (int j = from; j < row.length; j++) {
      bits[j - from] = Float.floatToIntBits(row[j]);
    }
    return bits;
  }

  /** Of all sizes, with zeros of both signs, numbers too small to be normal, and none at all. */
  private static float[][] numbers(SplittableRandom random, int rows, int length) {
    float[][] numbers = new float[rows][length];
    for (float[] row : numbers) {
      for (int j = 0; j < length; j++) {
        row[j] =
            switch (random.nextInt(60)) {
              case 0 -> 0f;
              case 1 -> -0f;
              case 2 -> Float.intBitsToFloat(random.nextInt(1 << 23));
              case 3 -> random.nextInt(50) == 0 ? Float.NaN : 1e30f;
              default -> (float) random.nextGaussian();
            };
      }
    }
    return numbers;
  }
}
