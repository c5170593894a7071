package io.hindsight.scoring.registry;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a model keeps in memory, by walking through it.
 *
 * @param numbers bytes of primitive arrays, without their headers
 * @param arrays how many arrays there are
 * @param others how many other objects, item ids left out
 */
record Footprint(long numbers, int arrays, int others) {
  private static final Map<Class<?>, Integer> WIDTHS =
      Map.of(
          int.class,
          4,
          float.class,
          4,
          long.class,
          8,
          double.class,
          8,
          byte.class,
          1,
          boolean.class,
          1);

  static Footprint of(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> left = new ArrayDeque<>();
    left.push(root);
    long numbers = 0;
    int arrays = 0;
    int others = 0;
    while (!left.isEmpty()) {
      Object object = left.pop();
      if (object instanceof String || object instanceof Enum || !seen.add(object)) {
        continue;
      }
      Class<?> type = object.getClass();
      if (!type.isArray()) {
        others++;
        addFields(object, left);
        continue;
      }
      arrays++;
      if (type.getComponentType().isPrimitive()) {
        numbers += (long) Array.getLength(object) * WIDTHS.get(type.getComponentType());
      } else {
        for (Object element : (Object[]) object) {
          left.push(element);
        }
      }
    }
    return new Footprint(numbers, arrays, others);
  }

  private static void addFields(Object object, Deque<Object> left) {
    if (object instanceof Iterable<?> elements) {
      elements.forEach(left::push);
      return;
    }
    if (!object.getClass().getName().startsWith("io.hindsight.")) {
      throw new AssertionError("a model keeps a " + object.getClass());
    }
    for (Field field : object.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        try {
          field.setAccessible(true);
          Object value = field.get(object);
          if (value != null) {
            left.push(value);
          }
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
