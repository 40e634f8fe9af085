package io.surgetank.core.regex;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A set of Unicode code points.
///
/// @param bounds alternating starts and ends of ranges, ascending: `{97, 123}` is a to z
record CodePoints(int[] bounds) {
  private static final int END = Character.MAX_CODE_POINT + 1;

  static final CodePoints NONE = new CodePoints(new int[0]);
  static final CodePoints ANY = new CodePoints(new int[] {0, END});
  static final CodePoints DIGIT = range('0', '9');
  static final CodePoints WORD = DIGIT.or(range('A', 'Z')).or(range('a', 'z')).or(range('_', '_'));

  static final CodePoints LINE_TERMINATOR =
      range('\n', '\n').or(range('\r', '\r')).or(range(0x2028, 0x2029));

  /// WhiteSpace and LineTerminator of ECMA-262.
  static final CodePoints SPACE =
      LINE_TERMINATOR
          .or(range('\t', '\r'))
          .or(range(' ', ' '))
          .or(range(0xA0, 0xA0))
          .or(range(0x1680, 0x1680))
          .or(range(0x2000, 0x200A))
          .or(range(0x202F, 0x202F))
          .or(range(0x205F, 0x205F))
          .or(range(0x3000, 0x3000))
          .or(range(0xFEFF, 0xFEFF));

  static CodePoints range(int first, int last) {
    return new CodePoints(new int[] {first, last + 1});
  }

  static CodePoints where(IntPredicate isIn) {
    var bounds = new int[16];
    int count = 0;
    boolean inside = false;
    for (int point = 0; point <= END; point++) {
      boolean isNow = point < END && isIn.test(point);
      if (isNow == inside) continue;
      if (count == bounds.length) bounds = Arrays.copyOf(bounds, 2 * count);
      bounds[count++] = point;
      inside = isNow;
    }
    return new CodePoints(Arrays.copyOf(bounds, count));
  }

  CodePoints or(CodePoints other) {
    var merged = new int[bounds.length + other.bounds.length];
    int count = 0;
    int mine = 0;
    int theirs = 0;
    int depth = 0;
    while (mine < bounds.length || theirs < other.bounds.length) {
      int next =
          Math.min(
              mine < bounds.length ? bounds[mine] : END + 1,
              theirs < other.bounds.length ? other.bounds[theirs] : END + 1);
      int before = depth;
      if (mine < bounds.length && bounds[mine] == next) depth += mine++ % 2 == 0 ? 1 : -1;
      if (theirs < other.bounds.length && other.bounds[theirs] == next)
        depth += theirs++ % 2 == 0 ? 1 : -1;
      if ((before == 0) != (depth == 0)) merged[count++] = next;
    }
    return new CodePoints(Arrays.copyOf(merged, count));
  }

  CodePoints not() {
    boolean fromZero = bounds.length > 0 && bounds[0] == 0;
    boolean toEnd = bounds.length > 0 && bounds[bounds.length - 1] == END;
    int from = fromZero ? 1 : 0;
    int to = toEnd ? bounds.length - 1 : bounds.length;
    int shift = fromZero ? 0 : 1;
    var turned = new int[shift + (to - from) + (toEnd ? 0 : 1)];
    System.arraycopy(bounds, from, turned, shift, to - from);
    if (!toEnd) turned[turned.length - 1] = END;
    return new CodePoints(turned);
  }

  boolean contains(int point) {
    int at = Arrays.binarySearch(bounds, point);
    return (at >= 0 ? at : -at - 2) % 2 == 0 && (at >= 0 || at < -1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodePoints(var theirs) && Arrays.equals(bounds, theirs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }
}
