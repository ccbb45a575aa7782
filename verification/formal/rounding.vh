// SPDX-License-Identifier: Apache-2.0
//
// What rounding and clamping mean, as relations between wide integers: included in proofs.

// r is v / 2^shift rounded: 0 floor, 1 half up, 2 half to even, 3 half away from zero. Exactly one r is.
function is_rounded;
  input signed [WIDE-1:0] v;
  input [7:0] shift;
  input signed [WIDE-1:0] r;
  input integer rounding;
  reg signed [WIDE-1:0] unit, error;  // both doubled: so that a half is whole
  begin
    unit  = {{(WIDE - 2) {1'b0}}, 2'b10} << shift;
    error = ((r << shift) << 1) - (v << 1);  // r - v / 2^shift in the same units
    case (rounding)
      0: is_rounded = (error <= 0) & (error > -unit);
      1: is_rounded = (error <= (unit >>> 1)) & (error > -(unit >>> 1));
      2: is_rounded = (error <= (unit >>> 1)) & (error >= -(unit >>> 1)) & (((error != (unit >>> 1)) & (error != -(unit >>> 1))) | !r[0]);
      default: is_rounded = (error <= (unit >>> 1)) & (error >= -(unit >>> 1)) & ((error != (unit >>> 1)) | (v > 0)) & ((error != -(unit >>> 1)) | (v < 0));
    endcase
  end
endfunction

function signed [WIDE-1:0] clamped;
  input signed [WIDE-1:0] v, lo, hi;
  clamped = (v < lo) ? lo : (v > hi) ? hi : v;
endfunction
