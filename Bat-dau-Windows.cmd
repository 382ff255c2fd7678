@echo off
rem Starts the lessons on Windows: finds a 64-bit Python that can, and gives it start.py.
rem This file is ASCII and its lines end with CR and LF, for cmd.exe; its sentences are in files beside start.py.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul 2>nul
set "HERE=%~dp0"
set "PROGRAM=%HERE%"
if exist "%HERE%chuong-trinh\start.py" set "PROGRAM=%HERE%chuong-trinh\"
set "START=%PROGRAM%start.py"
set "OWN=%LOCALAPPDATA%\tutor-program"
set "PYTHONUTF8=1"
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "FOUND="
set "VERSION="

call :search
if defined FOUND goto start
pushd "%HERE%"
for %%Z in (python\python-3*-embed-amd64.zip) do if not defined FOUND call :unpack "%HERE%%%Z"
for %%I in (python\python-3*-amd64.exe) do if not defined FOUND call :install "%HERE%%%I"
popd
if defined FOUND goto start
type "%PROGRAM%starter\missing-python.txt"
pause
exit /b 3

:start
if defined VERSION (
    py %VERSION% -B "%START%" %*
) else (
    call "%FOUND%" -B "%START%" %*
)
set "STATUS=%ERRORLEVEL%"
if not "%STATUS%"=="0" pause
exit /b %STATUS%

:search
for %%V in (3.14 3.13 3.12 3.11) do if not defined FOUND (
    py -%%V -B "%START%" fits >nul 2>nul && set "FOUND=py" && set "VERSION=-%%V"
)
if defined FOUND exit /b
call python -B "%START%" fits >nul 2>nul && set "FOUND=python"
if defined FOUND exit /b
call :look "%LOCALAPPDATA%" "Programs\Python\Python3*"
call :look "%ProgramFiles%" "Python3*"
call :look "%HERE%" "python\python-3*"
call :look "%HERE%" "python"
call :look "%LOCALAPPDATA%" "tutor-program\python-3*"
exit /b

:look
rem In which folders of %1 that are named like %2 there is a Python that can.
if defined FOUND exit /b
pushd "%~1" 2>nul || exit /b
for /d %%D in (%~2) do if not defined FOUND if exist "%%D\python.exe" (
    "%%D\python.exe" -B "%START%" fits >nul 2>nul && set "FOUND=%~1\%%D\python.exe"
)
popd
exit /b

:unpack
rem A folder gets its last name when it is whole: an interruption leaves none that looks so.
type "%PROGRAM%starter\preparing-python.txt"
set "ZIP=%~1"
set "DRAFT=%OWN%\unpacking"
if exist "%DRAFT%" rmdir /s /q "%DRAFT%"
mkdir "%DRAFT%" 2>nul
call tar -xf "%ZIP%" -C "%DRAFT%" >nul 2>nul
if not exist "%DRAFT%\python.exe" powershell -NoProfile -Command "Add-Type -A System.IO.Compression.FileSystem; [IO.Compression.ZipFile]::ExtractToDirectory($env:ZIP, $env:DRAFT)" >nul 2>nul
if not exist "%DRAFT%\python.exe" exit /b
move "%DRAFT%" "%OWN%\%~n1" >nul
call :search
exit /b

:install
type "%PROGRAM%starter\preparing-python.txt"
start "" /wait "%~1" /passive InstallAllUsers=0 Include_test=0 Include_launcher=0 Shortcuts=0
call :search
exit /b
