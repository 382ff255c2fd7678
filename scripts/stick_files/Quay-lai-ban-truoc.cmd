@echo off
rem Goes back to the edition that was there before; once more comes back to the newer one.
call "%~dp0..\Bat-dau-Windows.cmd" back
pause
